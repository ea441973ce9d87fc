package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The texts of HTTP/1.1 requests. */
final class Requests {

    private Requests() {}

    /** Returns the head of a request with a key of the attacker; the header lines end with a line break each. */
    static String head(String method, String path, String headerLines) {
        return head(method, path, Keys.anyAttacker(), headerLines);
    }

    /** Returns the head of a request with a key; the header lines end with a line break each. */
    static String head(String method, String path, String key, String headerLines) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + Victim.HOST + "\r\n" + Keys.header(key) + "\r\n"
                + headerLines + "\r\n";
    }

    /** Returns a GET request without further headers. */
    static String get(String path) {
        return head("GET", path, "");
    }

    /** Returns a request for a stream. */
    static String stream(String path) {
        return head("GET", path, "Accept: text/event-stream\r\n");
    }

    /** Returns a request with a JSON body, on a connection that ends with the response. */
    static byte[] json(String method, String path, String headerLines, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        String head = head(
                method,
                path,
                "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n"
                        + headerLines);
        request.write(head.getBytes(ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    /** Returns a request with a JSON body, on a connection that ends with the response. */
    static byte[] json(String method, String path, String body) throws IOException {
        return json(method, path, "", body.getBytes(ISO_8859_1));
    }
}
