package org.operationsgateway.core.arbitrary;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of well-formed JSON with insignificant whitespace and all notations of strings and numbers. */
public final class JsonTexts {

    private static final int LEVELS = 3;

    private JsonTexts() {}

    /** Returns objects without duplicate fields and without {@code @type}. */
    public static Arbitrary<String> objects() {
        return members(LEVELS)
                .map(members -> "{" + String.join(",", members) + "}")
                .withoutEdgeCases();
    }

    /** Returns the members of such an object, possibly none. */
    static Arbitrary<List<String>> members() {
        return members(LEVELS).withoutEdgeCases();
    }

    private static Arbitrary<List<String>> members(int levels) {
        Arbitrary<List<String>> names = characters().list().ofSize(3);
        return Combinators.combine(names, elements(levels), spaces())
                .as((keys, values, space) -> IntStream.range(0, values.size())
                        // The number makes the name unique.
                        .mapToObj(i -> space + "\"" + i + keys.get(i) + "\"" + space + ":" + values.get(i))
                        .toList());
    }

    private static Arbitrary<List<String>> elements(int levels) {
        Arbitrary<String> spaced = Combinators.combine(spaces(), value(levels - 1), spaces())
                .as((before, value, after) -> before + value + after);
        return spaced.list().ofMaxSize(3);
    }

    private static Arbitrary<String> value(int levels) {
        Arbitrary<String> literal = Arbitraries.of("true", "false", "null", "[]", "{}", "[ ]", "{\n}");
        if (levels == 0) {
            return Arbitraries.oneOf(literal, number(), string());
        }
        Arbitrary<String> object = members(levels).map(members -> "{" + String.join(",", members) + "}");
        Arbitrary<String> array = elements(levels).map(elements -> "[" + String.join(",", elements) + "]");
        return Arbitraries.oneOf(literal, number(), string(), object, array);
    }

    private static Arbitrary<String> number() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40);
        Arbitrary<String> whole = Arbitraries.oneOf(Arbitraries.just("0"), digits.map(text -> "1" + text));
        Arbitrary<String> fraction = Arbitraries.oneOf(Arbitraries.just(""), digits.map(text -> "." + text));
        Arbitrary<String> exponent = Arbitraries.of("", "", "e0", "E5", "e-7", "E+19", "e400");
        return Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponent)
                .as((sign, before, after, power) -> sign + before + after + power);
    }

    private static Arbitrary<String> string() {
        return characters().map(characters -> "\"" + characters + "\"");
    }

    /** Returns the text between the quotes of a string. */
    private static Arbitrary<String> characters() {
        String pieces = "a|7| |  |{|]|,|:|é|☃|😀|\u2028|\uFFFD|\u007F|\\n|\\\"|\\\\|\\/|\\u0001|\\u00e9|\\u2028|\\uFFFD"
                + "|\\uD83D\\uDE00|\\ud83d\\ude00";
        return Arbitraries.of(pieces.split("[|]")).list().ofMaxSize(6).map(list -> String.join("", list));
    }

    /** Returns the text between two tokens, which is empty by default. */
    static Arbitrary<String> spaces() {
        return Arbitraries.of("", "", "", " ", "\n", "\r\n  ", "\t");
    }
}
