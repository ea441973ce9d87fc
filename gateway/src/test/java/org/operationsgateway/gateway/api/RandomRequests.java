package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Random;

/** A generator of random requests, most of which are well-formed HTTP with invalid content. */
final class RandomRequests {

    private static final String[] HOSTILE = {
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
    private static final String[] CUSTOM_METHODS = {
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

    /** Creates a generator of requests, most of which address a parent. */
    RandomRequests(Random random, String parent) {
        this.random = random;
        this.parent = parent;
    }

    /** Returns a request with a random method, path, query and body. */
    String next() {
        String path = "/v1/" + parent + "/operations" + (random.nextInt(4) == 0 ? "" : "/" + segment())
                + pick(CUSTOM_METHODS);
        return request(pick(METHODS), random.nextInt(10) == 0 ? "/" + segment() : path, body());
    }

    /** Returns a list request of the parent with a random query. */
    String list() {
        return request("GET", "/v1/" + parent + "/operations", "");
    }

    private String request(String method, String path, String body) {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = pick(PARAMETERS);
            // No values: the name could select another parent, and a stream or a wait would take long.
            boolean withoutValue = name.equals("name") || name.equals("alt") || name.equals("timeout");
            query.append(query.isEmpty() ? '?' : '&').append(name).append(withoutValue ? "" : "=" + encoded());
        }
        int length = body.getBytes(UTF_8).length;
        return method + " " + path + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    private String segment() {
        return random.nextInt(3) == 0 ? "op-" + random.nextInt(20) : encoded();
    }

    /** Returns a random value, correctly escaped in most cases. */
    private String encoded() {
        String text = random.nextInt(5) == 0 ? pick(HOSTILE) + pick(HOSTILE) : pick(HOSTILE);
        String encoded = URLEncoder.encode(text, UTF_8);
        return random.nextInt(6) == 0 ? encoded.replace("%", random.nextBoolean() ? "%25" : "%%") : encoded;
    }

    private String body() {
        return pick(BODIES).replace("%s", random.nextBoolean() ? pick(HOSTILE) : "\"" + random.nextInt() + "\"");
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
