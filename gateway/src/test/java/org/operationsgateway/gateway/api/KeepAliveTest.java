package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of several requests on one connection. */
@GatewayTest
class KeepAliveTest {

    private static final String LIST = "GET /v1/operations?pageSize=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String INVALID = "POST /v1/operations?operationId=: HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Api api;

    KeepAliveTest(Api api) {
        this.api = api;
    }

    /** The second request is queued behind the first, and fails without access to the database. */
    @Test
    void aConnectionIsReadAfterAQueuedRequestHasFailed() throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(5000);
            var responses = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

            send(socket, LIST + INVALID);
            assertThat(readStatus(responses)).isEqualTo(200);
            assertThat(readStatus(responses)).isEqualTo(400);

            send(socket, LIST);
            assertThat(readStatus(responses)).isEqualTo(200);
        }
    }

    private static void send(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(US_ASCII));
    }

    /** Reads one complete response and returns its status. */
    private static int readStatus(BufferedReader responses) throws IOException {
        int status = Integer.parseInt(responses.readLine().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        int length = 0;
        for (String line = responses.readLine(); !line.isEmpty(); line = responses.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        assertThat(responses.skip(length)).isEqualTo(length);
        return status;
    }
}
