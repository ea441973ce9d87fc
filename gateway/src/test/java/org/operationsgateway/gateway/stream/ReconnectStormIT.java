package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;

/** A test of many clients that reconnect at the same time, as after a restart: they share reads of the database. */
class ReconnectStormIT {

    private static final int CLIENTS = 1000;
    private static final int MAX_TRANSACTIONS = CLIENTS / 2;
    /** The periodic statements of a replica; a slow machine takes longer for the clients. */
    private static final int PERIODIC_PER_SECOND = 20;

    private static final String TRANSACTIONS =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final SseClient client = EXTENSION.client();

    @Test
    void clientsThatReconnectTogetherShareReadsOfTheDatabase() {
        Producer producer = EXTENSION.producer();
        producer.create("popular");
        String id = received("");
        producer.update("popular", 2);
        long before = transactions();
        Instant start = Instant.now();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> reconnections = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> received(id), threads))
                    .limit(CLIENTS)
                    .toList();
            assertThat(reconnections)
                    .allSatisfy(reconnection -> assertThat(reconnection)
                            .succeedsWithin(30, TimeUnit.SECONDS)
                            .isNotEqualTo(id));
        }

        long periodic =
                PERIODIC_PER_SECOND * Duration.between(start, Instant.now()).toSeconds();
        assertThat(transactions() - before).isLessThan(MAX_TRANSACTIONS + periodic);
    }

    private String received(String lastEventId) {
        try (SseConnection stream = lastEventId.isEmpty()
                ? client.open(EXTENSION.gateway().uri("/v1/operations/popular"))
                : client.reopen(EXTENSION.gateway().uri("/v1/operations/popular"), lastEventId)) {
            return stream.next().lastEventId();
        }
    }

    private static long transactions() {
        return Long.parseLong(EXTENSION.database().texts(TRANSACTIONS).getFirst());
    }
}
