package org.operationsgateway.robustness.attack;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operations that the attacks read: large, and compressible in the database. */
final class TestData {

    static final String COLLECTION = "/v1/large/operations";
    /** An operation of 1 MB. */
    static final String LARGE = operation(0);
    /** An operation with little metadata. */
    static final String SMALL = COLLECTION + "/small";
    /** An operation whose metadata is an array of 80,000 elements. */
    static final String ARRAY = COLLECTION + "/array";

    private static final int OPERATIONS = 400;
    private static final int ELEMENTS = 80_000;
    private static final int FILLER_CHARS = 1_000_000;

    private TestData() {}

    static String operation(int number) {
        return COLLECTION + "/n" + number;
    }

    /** Creates all operations. */
    static void create(Victim victim) {
        String metadata = "{\"metadata\":{\"@type\":\"t/T\",\"filler\":\"" + "x".repeat(FILLER_CHARS) + "\"}}";
        for (int next = 0; next < OPERATIONS; next += 8) {
            int first = next;
            Parallel.run(8, number -> create(victim, "n" + (first + number), metadata));
        }
        Parallel.run(1, number -> create(victim, "small", "{}"));
        Parallel.run(1, number -> create(victim, "array", "{\"metadata\":" + arrayMetadata() + "}"));
    }

    private static void create(Victim victim, String id, String body) throws IOException {
        String answer = victim.exchange(Requests.json("POST", COLLECTION + "?operationId=" + id, body));
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(
                    "Cannot create an operation: " + answer.lines().findFirst().orElse(answer));
        }
    }

    static String arrayMetadata() {
        return "{\"@type\":\"t/T\",\"v\":["
                + IntStream.range(0, ELEMENTS).mapToObj(i -> "{\"a\":1}").collect(Collectors.joining(","))
                + "]}";
    }
}
