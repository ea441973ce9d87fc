package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;

/** The lines of a stream for programs. */
class NdjsonIT {

    private static final String ACCEPT = "Accept: application/x-ndjson";

    private static Database database;
    private static GatewayProcess gateway;
    private static Producer producer;

    @BeforeAll
    static void start() {
        database = Database.create();
        gateway = GatewayProcess.start(database, "--gateway.watch.heartbeat=300ms");
        producer = new Producer(gateway);
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
        database.close();
    }

    @Test
    void theStreamOfADoneOperationIsTheseLines() throws IOException {
        producer.create("done");
        producer.complete("done");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/done", ACCEPT);
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(head.headers())
                    .contains(
                            "Content-Type: application/x-ndjson",
                            "Cache-Control: no-cache, no-store, no-transform",
                            "X-Accel-Buffering: no");
            assertThat(text(connection.rest())).matches("""
                            \\{"id":"[0-9a-z]+-2","event":"message","operation":\\{"name":"operations/done",[^\\n]*}}
                            \\{"event":"done","name":"operations/done"}
                            """);
        }
    }

    @Test
    void anIdleStreamBeatsWithEmptyLines() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/idle", ACCEPT);
            connection.head();
            assertThat(text(connection.chunk())).startsWith("{\"id\":").endsWith("\"done\":false}}\n");
            assertThat(text(connection.chunk())).isEqualTo("\n");
            assertThat(text(connection.chunk())).isEqualTo("\n");
            producer.cancel("idle");
            assertThat(text(connection.rest())).endsWith("{\"event\":\"done\",\"name\":\"operations/idle\"}\n");
        }
    }

    @Test
    void itResumesAfterAnIdAndResetsAfterOneThatMeansNothing() throws IOException {
        producer.create("resumed");
        producer.update("resumed", 2);
        producer.complete("resumed");
        String second;
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/resumed?lastEventId=garbage", ACCEPT);
            connection.head();
            String[] lines = text(connection.rest()).split("\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[0]).isEqualTo("{\"event\":\"reset\",\"reason\":\"UNKNOWN_EVENT_ID\"}");
            String third = lines[1].substring("{\"id\":\"".length(), lines[1].indexOf("\",\"event\""));
            second = third.substring(0, third.length() - 1) + "2";
        }
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/resumed", ACCEPT, "Last-Event-ID: " + second);
            connection.head();
            assertThat(text(connection.rest()).split("\n"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("-3\",\"event\":\"message\"", "\"done\":true"),
                            line -> assertThat(line).contains("\"event\":\"done\""));
        }
    }

    @Test
    void aCollectionComesAsLinesToo() throws IOException {
        producer.create("member");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations", ACCEPT);
            assertThat(connection.head().headers()).contains("Content-Type: application/x-ndjson");
            String line = next(connection);
            while (!line.contains("\"event\":\"synced\"")) {
                assertThat(line).startsWith("{\"event\":\"message\",\"operation\":{\"name\":\"operations/");
                line = next(connection);
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
        String line = next(connection);
        while (!line.contains("\"event\":\"" + type + "\"")) {
            assertThat(line).isIn("\n", line.contains("\"event\":\"bookmark\"") ? line : "\n");
            line = next(connection);
        }
        return line;
    }

    private static String next(RawConnection connection) throws IOException {
        return text(connection.chunk());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
