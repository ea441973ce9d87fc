package org.operationsgateway.core.arbitrary;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** Payloads, and statuses that hold some. */
public final class Payloads {

    private Payloads() {}

    /** Payloads as a producer writes them: the type may stand anywhere among the members. */
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

    /** Any payload. */
    public static Arbitrary<Any> any() {
        return texts().map(Any::parse);
    }

    /** One of two payloads: so a sequence repeats itself now and then. */
    public static Arbitrary<Any> few() {
        return Arbitraries.of("{\"@type\":\"a.B\"}", "{\"@type\":\"a.B\",\"value\":1}")
                .map(Any::parse);
    }

    /** Errors with at most three details. */
    public static Arbitrary<Status> errors() {
        Arbitrary<Code> codes = Arbitraries.of(Code.class).filter(code -> code != Code.OK);
        return Combinators.combine(codes, messages(), any().list().ofMaxSize(3)).as(Status::new);
    }

    /** Text for people. */
    public static Arbitrary<String> messages() {
        return Arbitraries.of("a", " ", "\"", "\\", "/", "<", "\n", "\u0001", "é", "☃", "😀", "\u2028", "\uFFFD")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }
}
