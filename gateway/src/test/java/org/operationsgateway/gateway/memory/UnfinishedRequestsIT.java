package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** Clients that begin requests and do not end them, beside an honest client, in a small heap. */
@Timeout(300)
class UnfinishedRequestsIT {

    private static final int BODY_BYTES = 1_000_000;
    private static final Duration CLOSED = Duration.ofSeconds(20);

    private final List<RawConnection> attackers = new ArrayList<>();
    private TestDatabase database;
    private GatewayProcess gateway;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        gateway = start(
                database,
                "gateway.connections.head-timeout=5s",
                "gateway.connections.body-timeout=5s",
                "gateway.connections.min-body-rate=200KB");
    }

    GatewayProcess start(TestDatabase empty, String... settings) {
        return GatewayProcess.start(empty, settings);
    }

    @AfterEach
    void stop() throws IOException {
        for (Closeable attacker : attackers) {
            attacker.close();
        }
        gateway.close();
        database.close();
    }

    /** Returns the number of attackers, of which there are as many without TLS. */
    int attackers(int withoutTls) {
        return withoutTls;
    }

    private RawConnection attacker() throws IOException {
        RawConnection attacker = RawConnection.to(gateway.port());
        attackers.add(attacker);
        return attacker;
    }

    @Test
    void bodiesThatStopBeforeTheirLastByteAreBoundedAndClosed() throws Exception {
        Thread sending;
        try (HonestClient honest = HonestClient.of(gateway)) {
            List<RawConnection> connections = new ArrayList<>();
            for (int i = 0; i < attackers(350); i++) {
                connections.add(attacker());
            }
            sending = Thread.ofPlatform().start(() -> connections.forEach(UnfinishedRequestsIT::sendBody));
            awaitClosed();
            honest.assertServed();
        }
        assertThat(gateway.output()).doesNotContain("OutOf", "ERROR");
        for (RawConnection attacker : attackers) {
            attacker.close();
        }
        sending.join();
    }

    private static void sendBody(RawConnection connection) {
        Thread.ofVirtual().start(() -> {
            try {
                connection.send("POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + BODY_BYTES + "\r\n\r\n");
                connection.send("{" + " ".repeat(BODY_BYTES - 2));
            } catch (IOException e) {
                // The gateway has closed the connection.
            }
        });
    }

    @Test
    void headersThatDoNotEndAreBoundedAndClosed() throws Exception {
        try (HonestClient honest = HonestClient.of(gateway)) {
            String header = "GET /v1/operations HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "x".repeat(88 * 1024);
            for (int i = 0; i < attackers(2500); i++) {
                try {
                    attacker().send(header);
                } catch (IOException e) {
                    // The gateway has closed the connection.
                }
            }
            awaitClosed();
            honest.assertServed();
        }
        assertThat(gateway.output()).doesNotContain("OutOf", "ERROR");
    }

    /** The connections that remain are those of the honest client and of this test. */
    private void awaitClosed() {
        await().atMost(CLOSED)
                .untilAsserted(() ->
                        assertThat(gateway.metric("gateway_connections_open")).isLessThan(10));
    }

    @Test
    void aLateBodyIsAnsweredInTheEnvelope() throws IOException {
        RawConnection connection = attacker();
        connection.send("POST /v1/operations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10\r\n\r\n{");
        RawConnection.Head head = connection.head();
        assertThat(head.statusCode()).isEqualTo(408);
        assertThat(connection.text(head.contentLength())).contains("\"reason\":\"REQUEST_TIMEOUT\"");
    }

    @Test
    void lateHeadersAreAnsweredInTheEnvelope() throws IOException {
        RawConnection connection = attacker();
        connection.send("GET /v1/operations HTTP/1.1\r\nHost: ");
        RawConnection.Head head = connection.head();
        assertThat(head.statusCode()).isEqualTo(408);
        assertThat(connection.text(head.contentLength())).contains("\"reason\":\"REQUEST_TIMEOUT\"");
    }
}
