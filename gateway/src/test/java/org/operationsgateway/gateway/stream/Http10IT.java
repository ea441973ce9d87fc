package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;

/** A test of streams to clients of HTTP/1.0, such as a proxy with old defaults: without chunks, up to the end. */
class Http10IT {

    private static final int TIMEOUT_MILLIS = 20_000;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    @Test
    void aStreamConsistsOfItsEventsAndEndsWithTheConnection() throws IOException {
        Producer producer = EXTENSION.producer();
        producer.create("old");
        try (Socket socket = new Socket("localhost", EXTENSION.gateway().port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write("GET /v1/operations/old HTTP/1.0\r\nAccept: text/event-stream\r\n\r\n".getBytes(UTF_8));
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> head =
                    reader.lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(head.getFirst()).matches("HTTP/1\\.[01] 200 OK");
            assertThat(head)
                    .contains("Content-Type: text/event-stream;charset=UTF-8")
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding"));
            assertThat(reader.readLine()).startsWith("retry: ");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).startsWith("id: ");
            assertThat(reader.readLine()).endsWith("\"done\":false}");

            producer.complete("old");

            List<String> rest = reader.lines().filter(line -> !line.isEmpty()).toList();
            assertThat(rest).hasSize(4);
            assertThat(rest.get(1)).contains("\"done\":true");
            assertThat(rest.get(2)).isEqualTo("event: done");
        }
    }
}
