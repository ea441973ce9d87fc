package org.operationsgateway.gateway.store.filter;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.rpc.StatusException;

/** Arbitrary filters of every form, on the values of {@link JsonTexts} and {@link Row}. */
final class Filters {

    private static final List<String> ORDERS = List.of("=", "!=", "<", "<=", ">", ">=", ":");

    private static final List<String> BARE_ARGUMENTS = List.of(
            "0",
            "-0",
            "5",
            "5.0",
            "5e0",
            "50e-1",
            "007",
            "42",
            "-3",
            "-3.5",
            "0.1",
            "1e1000",
            "1e-1000",
            "9007199254740993",
            "12345678901234567890.123456789",
            "true",
            "false",
            "null",
            "*",
            "foo",
            "foo*",
            "*foo",
            "*oo*",
            "20s",
            "20.000s",
            "-1.5s",
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.0000015Z",
            "2023-12-31T23:59:59.9+00:00",
            "type.example.com/T",
            "a:b");

    private static final List<String> COMMON_ARGUMENTS = List.of(
            "5",
            "5.0",
            "true",
            "false",
            "foo",
            "'foo'",
            "foo*",
            "*",
            "'5'",
            "20s",
            "'-1.5s'",
            "2024-01-01T00:00:00Z",
            "'2023-12-31T23:59:59.90Z'");

    private static final List<String> ON_COLUMNS = List.of(
            "done=true",
            "done!=true",
            "done:*",
            "done:false",
            "cancel_requested=true",
            "cancelRequested:*",
            "name:*",
            "create_time:*",
            "end_time:*",
            "error:*",
            "error.code:*",
            "error.code=NOT_FOUND",
            "error.code!=NOT_FOUND",
            "error.code<5",
            "error.code>=5",
            "error.code:5",
            "error.code=99",
            "error.code!=99",
            "error.code:-5",
            "error.code<-2147483648",
            "error.code=(NOT_FOUND OR 99)",
            "error.code:(NOT(5 OR 16))",
            "metadata.a:(foo OR 5 OR -3)",
            "error.message:*",
            "metadata:*",
            "response:*",
            "metadata:a",
            "response:b",
            "metadata:\"odd key\"",
            "error.details:*",
            "error.details.a:5",
            "error.details.a:*",
            "error.details.@type:a.B",
            "error.details:5",
            "metadata.@type=type.example.com/T",
            "metadata.@type!=type.example.com/T",
            "metadata.@type:type.example.com/T",
            "metadata.@type=*/T",
            "metadata.@type=\"\"");

    private Filters() {}

    /** Returns filters that are valid. */
    static Arbitrary<Filter> any() {
        return expressions(3).filter(Filters::isFilter).map(Filter::parse).withoutEdgeCases();
    }

    /** Returns every comparison of {@code metadata.a} with every argument. */
    static List<Filter> comparisons() {
        Stream<String> quoted = JsonTexts.allPlainTexts().stream().map(Filters::quote);
        return Stream.of(COMMON_ARGUMENTS.stream(), BARE_ARGUMENTS.stream(), quoted)
                .flatMap(arguments -> arguments)
                .flatMap(argument -> ORDERS.stream().map(operator -> "metadata.a" + operator + argument))
                .filter(Filters::isFilter)
                .map(Filter::parse)
                .distinct()
                .toList();
    }

    private static boolean isFilter(String text) {
        try {
            Filter.parse(text);
            return true;
        } catch (StatusException e) {
            return false;
        }
    }

    private static Arbitrary<String> expressions(int levels) {
        Arbitrary<String> term = Arbitraries.frequencyOf(
                JsonTexts.weighted(6, onJson()),
                JsonTexts.weighted(2, Arbitraries.of(ON_COLUMNS)),
                JsonTexts.weighted(1, onTexts()),
                JsonTexts.weighted(1, onTimes()),
                JsonTexts.weighted(1, quoted()));
        if (levels == 0) {
            return term;
        }
        Arbitrary<String> nested = expressions(levels - 1).map(expression -> "(" + expression + ")");
        Arbitrary<String> joined = Combinators.combine(nested, Arbitraries.of(" AND ", " OR ", " "), nested)
                .as((left, operator, right) -> left + operator + right);
        Arbitrary<String> negated =
                Combinators.combine(Arbitraries.of("NOT ", "-"), nested).as((not, operand) -> not + operand);
        return Arbitraries.frequencyOf(
                JsonTexts.weighted(6, term), JsonTexts.weighted(1, joined), JsonTexts.weighted(2, negated));
    }

    private static Arbitrary<String> onJson() {
        Arbitrary<String> key = Arbitraries.frequencyOf(
                JsonTexts.weighted(5, Arbitraries.of("a", "a", "b", "r", "0")),
                JsonTexts.weighted(1, JsonTexts.plainKeys().map(Filters::quote)));
        Arbitrary<String> path = Arbitraries.of(1, 1, 1, 2, 2, 3)
                .flatMap(length -> key.list().ofSize(length).map(keys -> String.join(".", keys)));
        return Combinators.combine(Arbitraries.of("metadata.", "response."), path, Arbitraries.of(ORDERS), values(2))
                .as((document, keys, operator, argument) -> document + keys + operator + argument);
    }

    private static Arbitrary<String> onTexts() {
        return Combinators.combine(Arbitraries.of("name", "error.message"), Arbitraries.of(ORDERS), values(1))
                .as((field, operator, argument) -> field + operator + argument);
    }

    private static Arbitrary<String> onTimes() {
        Arbitrary<String> times = Arbitraries.of(Row.TIMES);
        return Combinators.combine(
                        Arbitraries.of("create_time", "updateTime", "end_time"), Arbitraries.of(ORDERS), times)
                .as((field, operator, time) -> field + " " + operator + " " + time);
    }

    /** Returns arguments, some of which are values in parentheses. */
    private static Arbitrary<String> values(int levels) {
        if (levels == 0) {
            return arguments();
        }
        Arbitrary<String> nested = values(levels - 1);
        Arbitrary<String> joined = Combinators.combine(nested, Arbitraries.of(" AND ", " OR ", " "), nested)
                .as((left, operator, right) -> "(" + left + operator + right + ")");
        Arbitrary<String> negated = nested.map(value -> "(NOT " + value + ")");
        return Arbitraries.frequencyOf(
                JsonTexts.weighted(6, arguments()), JsonTexts.weighted(2, joined), JsonTexts.weighted(1, negated));
    }

    private static Arbitrary<String> arguments() {
        Arbitrary<String> open = Combinators.combine(
                        Arbitraries.of("", "*"), JsonTexts.plainTexts(), Arbitraries.of("", "*"))
                .as((start, text, end) -> '"' + start + escape(text) + end + '"');
        return Arbitraries.frequencyOf(
                JsonTexts.weighted(4, Arbitraries.of(COMMON_ARGUMENTS)),
                JsonTexts.weighted(2, Arbitraries.of(BARE_ARGUMENTS)),
                JsonTexts.weighted(1, quoted()),
                JsonTexts.weighted(1, open));
    }

    private static Arbitrary<String> quoted() {
        return JsonTexts.plainTexts().map(Filters::quote);
    }

    private static String quote(String text) {
        return '"' + escape(text) + '"';
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*");
    }
}
