package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Random;

/** Puts requests together at random. They are legal HTTP, mostly, and seldom anything else that they should be. */
final class FuzzedRequests {

    private static final String[] NASTY = {
        "'; drop table operation; --",
        "' or '1'='1",
        "\" or 1=1 --",
        "$1",
        "%s%n",
        "../../etc/passwd",
        "\u0000",
        "\ud83d\ude00",
        "\u202e",
        "a\r\nX-Injected: 1",
        "{\"@type\":",
        "null",
        "-",
        "*",
        "\\",
        "(((((((((((((((((((((((((((((((((((((((((((",
        "99999999999999999999999999",
        "1e999999999",
        "NaN",
        "x".repeat(2000),
        "operations",
        "a/operations/b",
        "select pg_sleep(10)",
        "done = true AND",
        "metadata.a.b.c:*",
        "error.code=NOT_FOUND OR done",
        "create_time > \"2020-01-01T00:00:00Z\"",
        "name:\"'||(select version())||'\"",
        "NOT NOT NOT done",
        "metadata.@type=\"t/T' --\"",
    };

    private static final String[] METHODS = {
        "GET", "POST", "PATCH", "DELETE", "HEAD", "PUT", "OPTIONS", "TRACE", "QUERY"
    };
    private static final String[] VERBS = {
        "", "", "", ":cancel", ":complete", ":wait", ":history", ":heartbeat", ":nothing", ":", "::"
    };
    private static final String[] PARAMETERS = {
        "filter",
        "pageSize",
        "pageToken",
        "view",
        "etag",
        "requestId",
        "operationId",
        "cancellation",
        "timeout",
        "name",
        "updateMask",
        "alt",
        "fields",
        "lastEventId",
        "conflate",
        "x"
    };
    private static final String[] BODIES = {
        "",
        "{}",
        "{\"metadata\":{\"@type\":\"t/T\"}}",
        "{\"metadata\":{\"@type\":\"t/T\",\"a\":%s}}",
        "{\"response\":{\"@type\":\"%s\"}}",
        "{\"error\":{\"code\":%s}}",
        "{\"done\":%s}",
        "[%s]",
        "%s",
        "{\"timeout\":\"%s\"}",
        "{\"\":{\"\":{\"\":{}}}}",
    };

    private final Random random;
    private final String parent;

    /** Those of a seed, below a parent as far as they know where they are. */
    FuzzedRequests(Random random, String parent) {
        this.random = random;
        this.parent = parent;
    }

    /** Any request. */
    String next() {
        String path = "/v1/" + parent + "/operations" + (random.nextInt(4) == 0 ? "" : "/" + segment()) + pick(VERBS);
        return request(pick(METHODS), random.nextInt(10) == 0 ? "/" + segment() : path, body());
    }

    /** A list of the parent. */
    String list() {
        return request("GET", "/v1/" + parent + "/operations", "");
    }

    private String request(String method, String path, String body) {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = pick(PARAMETERS);
            // A parent as a parameter is not what the path says, and streams and waits take their time.
            boolean other = name.equals("name") || name.equals("alt") || name.equals("timeout");
            query.append(query.isEmpty() ? '?' : '&').append(name).append(other ? "" : "=" + encoded());
        }
        int length = body.getBytes(UTF_8).length;
        return method + " " + path + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    private String segment() {
        return random.nextInt(3) == 0 ? "op-" + random.nextInt(20) : encoded();
    }

    /** Escaped as it should be, or with some of it gone wrong. */
    private String encoded() {
        String text = random.nextInt(5) == 0 ? pick(NASTY) + pick(NASTY) : pick(NASTY);
        String encoded = URLEncoder.encode(text, UTF_8);
        return random.nextInt(6) == 0 ? encoded.replace("%", random.nextBoolean() ? "%25" : "%%") : encoded;
    }

    private String body() {
        return pick(BODIES).replace("%s", random.nextBoolean() ? pick(NASTY) : "\"" + random.nextInt() + "\"");
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
