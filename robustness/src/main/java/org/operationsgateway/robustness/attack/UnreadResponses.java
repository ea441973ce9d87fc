package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.operationsgateway.testkit.http.Http2Frames;

/** Requests whose large responses nobody reads. */
final class UnreadResponses {

    private static final int HTTP_2_REQUESTS = 600;

    private UnreadResponses() {}

    static void http2WithoutWindow(Victim victim) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Http2Frames.preface(Http2Frames.setting(Http2Frames.INITIAL_WINDOW_SIZE, 0)));
        for (int i = 0; i < HTTP_2_REQUESTS; i++) {
            bytes.writeBytes(Http2Frames.get(2 * i + 1, TestData.LARGE, Keys.header(Keys.anyAttacker())));
        }
        victim.send(bytes.toByteArray());
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

    static void waits(Victim victim) {
        Parallel.run(2_000, number -> victim.send(Requests.json("POST", TestData.LARGE + ":wait?timeout=5s", "{}")));
    }

    static void streamsOfDifferentOperations(Victim victim) {
        Parallel.run(250, number -> victim.send(Requests.stream(TestData.operation(number))));
    }

    static void streamsOfTheCollection(Victim victim) {
        Parallel.run(60, number -> victim.send(Requests.stream(TestData.COLLECTION)));
    }
}
