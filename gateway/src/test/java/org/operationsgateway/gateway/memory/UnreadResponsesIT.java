package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.http.RawHttp2Connection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** Clients that request much and read nothing, beside an honest client, in a small heap. */
@Timeout(300)
class UnreadResponsesIT {

    private static final int MB = 1_000_000;
    private static final Duration ATTACK = Duration.ofSeconds(12);
    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final List<Closeable> attackers = new ArrayList<>();
    private TestDatabase database;
    private GatewayProcess gateway;
    private Producer producer;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        gateway = GatewayProcess.start(database);
        producer = gateway.producer();
    }

    @AfterEach
    void stop() throws IOException {
        for (Closeable attacker : attackers) {
            attacker.close();
        }
        gateway.close();
        database.close();
    }

    @Test
    void anHttp2ClientWithoutAWindowIsBoundedAndClosed() throws Exception {
        createLarge("large");
        attack(() -> {
            RawHttp2Connection client = add(RawHttp2Connection.withSettings(
                    gateway.port(), Http2Frames.setting(Http2Frames.INITIAL_WINDOW_SIZE, 0)));
            for (int i = 0; i < 600; i++) {
                client.get("/v1/operations/large");
            }
        });
    }

    @Test
    void unreadPagesOfAListAreBounded() throws Exception {
        createMany(40);
        attack(() -> repeat(60, () -> request("/v1/operations?pageSize=1000")));
    }

    @Test
    void aPageOfCompressibleOperationsIsBoundedInTheBytesItHolds() throws Exception {
        createMany(400);
        attack(() -> {
            for (int i = 0; i < 4; i++) {
                String page = gateway.api().get("/v1/operations?pageSize=1000").body();
                assertThat(page).contains("nextPageToken");
            }
        });
    }

    @Test
    void waitsOnALargeOperationHoldNoCopyOfIt() throws Exception {
        createLarge("large");
        attack(() -> repeat(2000, () -> request("/v1/operations/large:wait?timeout=3s")));
    }

    @Test
    void streamsOfDifferentLargeOperationsShareTheMemory() throws Exception {
        createMany(250);
        attack(() -> {
            for (int i = 0; i < 250; i++) {
                add(RawConnection.to(gateway.port(), 4096))
                        .get("/v1/operations/large-" + i, "Accept: text/event-stream");
            }
        });
    }

    @Test
    void slowReadersOfACollectionShareTheMemory() throws Exception {
        createMany(60);
        attack(() -> {
            repeat(60, () -> request("/v1/operations", "Accept: text/event-stream"));
            for (int i = 0; i < 20; i++) {
                producer.updateWithBytes("large-" + i, MB);
            }
        });
    }

    private interface Attack {
        void run() throws Exception;
    }

    private void attack(Attack attack) throws Exception {
        try (HonestClient honest = HonestClient.of(gateway)) {
            attack.run();
            // The attack lasts while the honest client works.
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(ATTACK.toMillis(), TimeUnit.MILLISECONDS))
                    .join();
            honest.assertServed();
        }
        assertThat(gateway.output()).doesNotContain("OutOf", "StackOverflow", "ERROR");
        for (Closeable attacker : attackers) {
            attacker.close();
        }
        await().atMost(RELEASE).untilAsserted(() -> {
            for (String use : List.of("requests", "answers", "pages", "frames")) {
                assertThat(gateway.metric("gateway_memory_used_bytes{use=\"" + use + "\"}"))
                        .as(use)
                        // One frame stays in memory until the next one is written.
                        .isLessThan(2 * MB);
            }
        });
    }

    private void createLarge(String id) {
        producer.create(id);
        producer.updateWithBytes(id, MB);
    }

    private void createMany(int count) {
        IntStream.range(0, count).forEach(i -> createLarge("large-" + i));
    }

    private void repeat(int times, Attack attack) throws Exception {
        for (int i = 0; i < times; i++) {
            attack.run();
        }
    }

    private void request(String target, String... headers) throws IOException {
        RawConnection connection = add(RawConnection.to(gateway.port(), 4096));
        connection.get(target, headers);
    }

    private <C extends Closeable> C add(C attacker) {
        attackers.add(attacker);
        return attacker;
    }
}
