package org.operationsgateway.core.arbitrary;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/** Generators of payloads and of statuses with payloads as details. */
public final class Payloads {

    private Payloads() {}

    /** Returns the JSON text of payloads, with the type at any position. */
    public static Arbitrary<String> texts() {
        Arbitrary<String> type = Arbitraries.of(
                "\"@type\":\"type.googleapis.com/google.protobuf.Struct\"",
                " \"@type\" : \"example.com/a.B\"",
                "\"@type\":\"\\u0061.C\"",
                "\"\\u0040type\":\"☃\"");
        return Combinators.combine(
                        type, JsonTexts.members(), Arbitraries.integers().between(0, 3))
                .as(Payloads::object);
    }

    private static String object(String type, List<String> members, int position) {
        List<String> all = new ArrayList<>(members);
        all.add(Math.min(position, members.size()), type);
        return "{" + String.join(",", all) + "}";
    }

    /** Returns payloads. */
    public static Arbitrary<Any> any() {
        return texts().map(Any::parse);
    }

    /** Returns one of two payloads, so that a sequence contains equal ones. */
    public static Arbitrary<Any> twoDistinct() {
        return Arbitraries.of("{\"@type\":\"a.B\"}", "{\"@type\":\"a.B\",\"value\":1}")
                .map(Any::parse);
    }

    /** Returns errors with up to three details. */
    public static Arbitrary<Status> errors() {
        Arbitrary<Integer> canonical = Arbitraries.integers().between(1, 16);
        Arbitrary<Integer> numbers =
                Arbitraries.oneOf(canonical, Arbitraries.integers()).filter(number -> number != 0);
        return Combinators.combine(numbers, messages(), any().list().ofMaxSize(3))
                .as(Status::new);
    }

    /** Returns messages, with characters that JSON escapes. */
    public static Arbitrary<String> messages() {
        return Arbitraries.of("a", " ", "\"", "\\", "/", "<", "\n", "\u0001", "é", "☃", "😀", "\u2028", "\uFFFD")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }
}
