package org.operationsgateway.robustness.attack;

import java.util.concurrent.ThreadLocalRandom;

/** Floods of changes, and requests that break the rules of HTTP. */
final class Floods {

    private static final String[] MALFORMED = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\u0000".repeat(200),
        "\u0016\u0003\u0001\u0002\u0000\u0001",
    };

    private Floods() {}

    static void largeCreations(Victim victim) {
        String metadata = "{\"metadata\":{\"@type\":\"t/T\",\"filler\":\"" + "x".repeat(1_000_000) + "\"}}";
        String parent = "/v1/floods/" + (ThreadLocalRandom.current().nextLong() >>> 1) + "/operations";
        Parallel.run(300, number -> victim.exchange(Requests.json("POST", parent, metadata)));
    }

    static void malformedRequests(Victim victim) {
        Parallel.run(1_000, number -> victim.send(MALFORMED[number % MALFORMED.length]));
    }

    /** Sends changes as a page of another site can. */
    static void foreignPages(Victim victim) {
        Parallel.run(
                200,
                number -> victim.exchange(Requests.json(
                        "POST",
                        TestData.COLLECTION,
                        "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n",
                        new byte[] {'{', '}'})));
    }
}
