package org.operationsgateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.DurationText;
import org.operationsgateway.core.wire.OperationDraft;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.core.wire.StatusJson;

/** Tests of the time that parsers take for long repetitive inputs: milliseconds, where backtracking takes minutes. */
class LinearParsersTest {

    private static final int LENGTH = 64 * 1024;
    private static final int INPUTS = 300;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final List<String> PIECES = List.of(
            "a",
            "1",
            "0",
            "-",
            ".",
            "/",
            ":",
            "*",
            " ",
            "\t",
            "\n",
            "\"",
            "'",
            "\\",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            "=",
            "<",
            "!",
            "@",
            "e",
            "s",
            "T",
            "Z",
            "é",
            "\ud83d",
            "operations",
            "NOT ",
            " OR ",
            " AND ",
            "metadata.",
            "\"a\":",
            "{\"a\":",
            "[[",
            "\\u",
            "\\ud800",
            "\\\"",
            "null",
            "true",
            "1e5",
            "1.5");

    private static final Map<String, Consumer<String>> PARSERS = Map.of(
            "OperationName", OperationName::parse,
            "Parent", Parent::new,
            "Filter", Filter::parse,
            "FilterValue", text -> Filter.parse("metadata.a=" + text),
            "Duration", text -> DurationText.parse("lease", text),
            "Operation", text -> OperationJson.parse(text.getBytes(UTF_8)),
            "Draft", text -> OperationDraft.parse(("{\"metadata\":" + text).getBytes(UTF_8)),
            "Completion", text -> Completion.parse(("{\"response\":{\"@type\":\"t/T\",\"a\":" + text).getBytes(UTF_8)),
            "Status", StatusJson::parse);

    static Stream<String> parsers() {
        return PARSERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void aLongInputIsParsedInLinearTime(String parser) {
        List<String> inputs = inputs(new Random(parser.hashCode()));
        assertTimeoutPreemptively(TIMEOUT, () -> inputs.forEach(input -> parse(PARSERS.get(parser), input)));
    }

    private static void parse(Consumer<String> parser, String input) {
        try {
            parser.accept(input);
        } catch (StatusException | MalformedJsonException refused) {
            // Most inputs are malformed.
        }
    }

    /** Returns repetitions of one to three pieces between a random start and a random end. */
    private static List<String> inputs(Random random) {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            String unit = pieces(random, 1 + random.nextInt(3));
            inputs.add(pieces(random, random.nextInt(3))
                    + unit.repeat(LENGTH / unit.length())
                    + pieces(random, random.nextInt(3)));
        }
        return inputs;
    }

    private static String pieces(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
