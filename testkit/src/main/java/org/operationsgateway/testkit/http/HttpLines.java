package org.operationsgateway.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The lines of an HTTP/1.1 message, each of which ends in CR LF. */
final class HttpLines {

    private HttpLines() {}

    /** Reads a line and returns it without its end. */
    static String read(InputStream connection) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = connection.read(); next != '\n'; next = connection.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended after '" + line + "'.");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        if (end < 0 || line.charAt(end) != '\r') {
            throw new IOException("A line does not end in CR LF: '" + line + "'");
        }
        return line.substring(0, end);
    }
}
