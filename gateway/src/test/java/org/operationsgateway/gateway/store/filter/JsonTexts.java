package org.operationsgateway.gateway.store.filter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Arbitrary JSON of every kind that a {@code json} column stores; of few keys and values, so that filters match some.
 */
final class JsonTexts {

    private static final int LEVELS = 3;

    /** JSON strings without their quotes. */
    private static final List<String> KEYS = List.of(
            "r",
            "@type",
            "0",
            "1",
            "",
            "odd key",
            "é",
            "😀",
            "*",
            "\\u0061",
            "\\ud83d\\ude00",
            "a.b",
            "'; drop table operation; --",
            "$1");

    private static final List<String> COMMON_KEYS = List.of("a", "a", "a", "b");

    /** JSON values. */
    private static final List<String> COMMON_VALUES = List.of(
            "5",
            "0.5E1",
            "-3",
            "\"5\"",
            "true",
            "\"true\"",
            "\"foo\"",
            "\"food\"",
            "\"20s\"",
            "\"20.00s\"",
            "\"-1.50s\"",
            "\"2024-01-01T00:00:00Z\"",
            "\"2023-12-31T23:00:00-01:00\"",
            "\"2023-12-31T23:59:59.9-00:00\"");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1",
            "5",
            "5",
            "5.0",
            "5e0",
            "0.5E1",
            "42",
            "-3",
            "-3.5",
            "0.1",
            "1e-1000",
            "1e1000",
            "1E+1000",
            "1e1001",
            "-1e1001",
            "1e-1001",
            "1e100000",
            "1e999999999999",
            "9007199254740993",
            "9007199254740992",
            "12345678901234567890.123456789",
            "1" + "0".repeat(399),
            "1" + "0".repeat(400),
            "0." + "1".repeat(20_000));

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "foo",
            "food",
            "a food",
            "Foo",
            "*",
            "foo*",
            "a*b",
            "5",
            "5.0",
            "007",
            "-3",
            "1e1000",
            "1e2000",
            "+5",
            "true",
            "false",
            "null",
            "20s",
            "20.0s",
            "-1.5s",
            "0.000000001s",
            "1234567890123s",
            "x'y",
            "a.b",
            "type.example.com/T",
            "NOT_FOUND",
            "%",
            "_",
            "$1",
            ":name",
            "?",
            "'; drop table operation; --",
            "é",
            "e\u0301",
            "☃",
            "😀",
            "\uE000",
            "\uFFFD",
            "\\u0061",
            "\\uE000",
            "\\ud83d\\ude00",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0001");

    private static final List<String> TIMES = List.of(
            "2024-01-01T00:00:00Z",
            "2024-01-01t00:00:00.000z",
            "2024-01-01T01:00:00+01:00",
            "2023-12-31T08:01:00-15:59",
            "2024-01-01T00:00:00.000000001Z",
            "2024-01-01T00:00:00.0000015Z",
            "1969-12-31T23:59:59.5Z",
            "2024-02-29T12:00:00Z",
            "2023-02-29T12:00:00Z",
            "2024-02-30T12:00:00Z",
            "2024-04-31T12:00:00Z",
            "1900-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T23:59:60Z",
            "2024-01-01T00:00:00",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00+16:00",
            "2024-01-01T00:00:00.0000000001Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+15:59",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999-15:59",
            "infinity",
            "now",
            "epoch");

    private static final List<String> BROKEN = List.of(
            "\\u0000",
            "a\\u0000b",
            "\\ud800",
            "\\ude00",
            "\\ud83d\\ud83d\\ude00",
            "\\ude00\\ud83d",
            "\\ud83d\\ud83d",
            "\\\\\\ud83d",
            "\\\\ud83d\\ude00");

    /** Valid texts that are similar to broken ones. */
    private static final List<String> ALMOST_BROKEN =
            List.of("\\\\u0000", "\\\\ud800", "\\\\\\\\ude00", "\\\\\\ud83d\\ude00");

    private JsonTexts() {}

    /** Returns JSON values, most of which are objects, as all values stored by the gateway. */
    static Arbitrary<String> documents() {
        Arbitrary<String> common = Arbitraries.of(COMMON_VALUES);
        Arbitrary<String> list = common.list().ofMaxSize(3).map(JsonTexts::array);
        Arbitrary<String> pair =
                Combinators.combine(Arbitraries.oneOf(common, list), common).as("{\"a\":%s, \"b\":%s}"::formatted);
        return Arbitraries.frequencyOf(weighted(6, object(LEVELS)), weighted(6, pair), weighted(1, value(LEVELS)));
    }

    /** Returns every scalar. */
    static List<String> scalars() {
        Stream<String> strings = Stream.of(TEXTS, TIMES, ALMOST_BROKEN, BROKEN)
                .flatMap(List::stream)
                .map(JsonTexts::quoted);
        return Stream.of(COMMON_VALUES.stream(), NUMBERS.stream(), strings)
                .flatMap(values -> values)
                .distinct()
                .toList();
    }

    /** Returns JSON objects. */
    static Arbitrary<String> objects() {
        return object(LEVELS - 1);
    }

    /** Returns the contents of strings, as if they were unescaped. */
    static List<String> allPlainTexts() {
        return Stream.of(TEXTS, TIMES, KEYS, NUMBERS.subList(0, 23))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Returns the {@link #allPlainTexts} as an arbitrary. */
    static Arbitrary<String> plainTexts() {
        return Arbitraries.of(allPlainTexts());
    }

    /** Returns keys, as if they were unescaped. */
    static Arbitrary<String> plainKeys() {
        return Arbitraries.of(KEYS);
    }

    private static Arbitrary<String> object(int levels) {
        Arbitrary<String> key = Arbitraries.oneOf(Arbitraries.of(COMMON_KEYS), Arbitraries.of(KEYS));
        Arbitrary<String> member =
                Combinators.combine(key, value(levels - 1)).as((name, value) -> "\"" + name + "\":" + value);
        return member.list().ofMaxSize(5).map(members -> members.stream().collect(Collectors.joining(", ", "{", "}")));
    }

    private static Arbitrary<String> value(int levels) {
        Arbitrary<String> scalar = Arbitraries.frequencyOf(
                weighted(95, Arbitraries.of(COMMON_VALUES)),
                weighted(5, Arbitraries.of("null", "true", "false", "[]", "{}")),
                weighted(20, Arbitraries.of(NUMBERS)),
                weighted(60, Arbitraries.of(TEXTS).map(JsonTexts::quoted)),
                weighted(25, Arbitraries.of(TIMES).map(JsonTexts::quoted)),
                weighted(4, Arbitraries.of(ALMOST_BROKEN).map(JsonTexts::quoted)),
                weighted(1, Arbitraries.of(BROKEN).map(JsonTexts::quoted)));
        if (levels <= 0) {
            return scalar;
        }
        Arbitrary<String> array = value(levels - 1).list().ofMaxSize(4).map(JsonTexts::array);
        return Arbitraries.frequencyOf(weighted(3, scalar), weighted(2, object(levels)), weighted(2, array));
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(" ,", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Returns an arbitrary with its frequency. */
    static Tuple2<Integer, Arbitrary<? extends String>> weighted(int weight, Arbitrary<String> arbitrary) {
        return Tuple.of(weight, arbitrary);
    }
}
