package org.operationsgateway.robustness.attack;

import java.util.Arrays;

/** Requests that never end. */
final class UnfinishedRequests {

    private static final int BODY_BYTES = 1_000_000;
    private static final int HEADER_BYTES = 88 * 1024;

    private UnfinishedRequests() {}

    static void bodiesWithoutTheirLastByte(Victim victim) {
        String body = " ".repeat(BODY_BYTES);
        Parallel.run(350, number -> {
            byte[] request = Requests.json("POST", TestData.COLLECTION, body);
            victim.send(Arrays.copyOf(request, request.length - 1));
        });
    }

    static void slowHeaders(Victim victim) {
        String head = "GET " + TestData.LARGE + " HTTP/1.1\r\nHost: " + Victim.HOST + "\r\nX-Filler: ";
        Parallel.run(2_500, number -> victim.send(head + "x".repeat(HEADER_BYTES)));
    }

    /** Opens connections, and sends nothing. */
    static void silentConnections(Victim victim) {
        Parallel.run(2_000, number -> victim.connect());
    }
}
