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
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The attackers and the honest client of tests of unread responses, with a gateway that has a small heap. */
abstract class UnreadResponses {

    static final int MB = 1_000_000;
    private static final Duration ATTACK = Duration.ofSeconds(12);
    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final List<Closeable> attackers = new ArrayList<>();
    private TestDatabase database;
    private GatewayProcess gateway;
    private Producer producer;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        gateway = start(database);
        producer = gateway.producer();
    }

    final GatewayProcess gateway() {
        return gateway;
    }

    final Producer producer() {
        return producer;
    }

    GatewayProcess start(TestDatabase empty) {
        return GatewayProcess.start(empty);
    }

    /** Returns the number of requests of attackers, of which there are as many without TLS. */
    int attackers(int withoutTls) {
        return withoutTls;
    }

    @AfterEach
    void stop() throws IOException {
        for (Closeable attacker : attackers) {
            attacker.close();
        }
        gateway.close();
        database.close();
    }

    interface Attack {
        void run() throws Exception;
    }

    final void attack(Attack attack) throws Exception {
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

    final void createLarge(String id) {
        producer.create(id);
        producer.updateWithBytes(id, MB);
    }

    final void createMany(int count) {
        IntStream.range(0, count).forEach(i -> createLarge("large-" + i));
    }

    final void repeat(int times, Attack attack) throws Exception {
        for (int i = 0; i < times; i++) {
            attack.run();
        }
    }

    final void request(String target, String... headers) throws IOException {
        RawConnection connection = add(RawConnection.to(gateway.port(), 4096));
        connection.get(target, headers);
    }

    final <C extends Closeable> C add(C attacker) {
        attackers.add(attacker);
        return attacker;
    }
}
