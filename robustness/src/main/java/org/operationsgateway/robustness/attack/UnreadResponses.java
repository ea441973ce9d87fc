package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** Requests whose large responses nobody reads. */
final class UnreadResponses {

    private UnreadResponses() {}

    static void http2WithoutWindow(Victim victim) throws IOException {
        byte[] requests = Http2Frames.requestsWithoutWindow(TestData.LARGE, 600);
        victim.send(requests);
    }

    static void listPages(Victim victim) {
        Parallel.run(60, number -> victim.send(Requests.get(TestData.COLLECTION + "?pageSize=1000")));
    }

    /** Lists all large operations, and reads the answers. */
    static void largePage(Victim victim) {
        Parallel.run(
                4,
                number -> victim.exchange(
                        Requests.head("GET", TestData.COLLECTION + "?pageSize=1000", "Connection: close\r\n")
                                .getBytes(ISO_8859_1)));
    }

    static void waits(Victim victim) throws IOException {
        byte[] request = Requests.json("POST", TestData.LARGE + ":wait?timeout=5s", "{}");
        Parallel.run(2_000, number -> victim.send(request));
    }

    static void streamsOfDifferentOperations(Victim victim) {
        Parallel.run(250, number -> victim.send(Requests.stream(TestData.operation(number))));
    }

    static void streamsOfTheCollection(Victim victim) {
        Parallel.run(60, number -> victim.send(Requests.stream(TestData.COLLECTION)));
    }
}
