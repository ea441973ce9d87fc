package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of streams of newline-delimited JSON. */
class NdjsonIT {

    private static final String ACCEPT = "Accept: application/x-ndjson";

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension("gateway.watch.heartbeat=300ms");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    @Test
    void theStreamOfADoneOperationConsistsOfTheseLines() throws IOException {
        producer.create("done");
        producer.complete("done");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/done", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(head.headers())
                    .contains(
                            "Content-Type: application/x-ndjson",
                            "Cache-Control: no-cache, no-store, no-transform",
                            "X-Accel-Buffering: no",
                            "Incremental: ?1");
            assertThat(connection.restText()).matches("""
                    \\{"id":"[0-9a-z]+-2-[0-9a-z]{5}","event":"message","operation":\\{[^\\n]*/done",[^\\n]*}}
                    \\{"event":"done","name":"operations/done"}
                    """);
        }
    }

    @Test
    void anIdleStreamSendsEmptyLines() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/idle", ACCEPT);
            connection.head();
            assertThat(connection.chunkText()).startsWith("{\"id\":").endsWith("\"done\":false}}\n");
            assertThat(connection.chunkText()).isEqualTo("\n");
            assertThat(connection.chunkText()).isEqualTo("\n");
            producer.cancel("idle");
            assertThat(connection.restText()).endsWith("{\"event\":\"done\",\"name\":\"operations/idle\"}\n");
        }
    }

    @Test
    void aStreamResumesAfterAnIdAndResetsAfterAnInvalidOne() throws IOException {
        producer.create("resumed");
        producer.update("resumed", 2);
        producer.complete("resumed");
        String second;
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/resumed?lastEventId=garbage", ACCEPT);
            connection.head();
            String[] lines = connection.restText().split("\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[0]).isEqualTo("{\"event\":\"reset\",\"reason\":\"UNKNOWN_EVENT_ID\"}");
            String third = lines[1].substring("{\"id\":\"".length(), lines[1].indexOf("\",\"event\""));
            second = third.substring(0, third.indexOf('-')) + "-2";
        }
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/resumed", ACCEPT, "Last-Event-ID: " + second);
            connection.head();
            assertThat(connection.restText().split("\n"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains(
                                            "\"id\":\"" + second.replace("-2", "-3-"),
                                            "\",\"event\":\"message\"",
                                            "\"done\":true"),
                            line -> assertThat(line).contains("\"event\":\"done\""));
        }
    }

    @Test
    void aCollectionMayBeStreamedAsLinesToo() throws IOException {
        producer.create("member");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations", ACCEPT);
            assertThat(connection.head().headers()).contains("Content-Type: application/x-ndjson");
            String line = connection.chunkText();
            while (!line.contains("\"event\":\"synced\"")) {
                // A heartbeat is an empty line.
                assertThat(line).matches("(?s)\n|\\{\"event\":\"message\",\"operation\":\\{\"name\":\"operations/.*");
                line = connection.chunkText();
            }
            assertThat(line).matches("\\{\"id\":\"[^\"]+\",\"event\":\"synced\"}\n");
            producer.update("member", 2);
            assertThat(awaitEvent(connection, "message")).contains("\"name\":\"operations/member\"", "\"step\":2");
            producer.delete("member");
            assertThat(awaitEvent(connection, "removed"))
                    .isEqualTo("{\"event\":\"removed\",\"name\":\"operations/member\"}\n");
            assertThat(awaitEvent(connection, "bookmark")).matches("\\{\"id\":\"[^\"]+\",\"event\":\"bookmark\"}\n");
        }
    }

    private static String awaitEvent(RawConnection connection, String type) throws IOException {
        String line = connection.chunkText();
        while (!line.contains("\"event\":\"" + type + "\"")) {
            assertThat(line).isIn("\n", line.contains("\"event\":\"bookmark\"") ? line : "\n");
            line = connection.chunkText();
        }
        return line;
    }
}
