package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;

/** One connection, and several requests on it. */
@GatewayTest
class KeepAliveTest {

    private static final String READ = "GET /v1/operations?pageSize=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String REFUSED = "POST /v1/operations?operationId=: HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Api api;

    KeepAliveTest(Api api) {
        this.api = api;
    }

    /** The first is answered when the database has answered, and the second, which waits for that, at once. */
    @Test
    void aConnectionIsReadOnAfterARequestThatHadToQueueIsRefused() throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout(5000);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

            send(socket, READ + REFUSED);
            assertThat(status(answers)).isEqualTo(200);
            assertThat(status(answers)).isEqualTo(400);

            send(socket, READ);
            assertThat(status(answers)).isEqualTo(200);
        }
    }

    private static void send(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(US_ASCII));
    }

    /** Reads one answer to its end. */
    private static int status(BufferedReader answers) throws IOException {
        int status = Integer.parseInt(answers.readLine().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return status;
    }
}
