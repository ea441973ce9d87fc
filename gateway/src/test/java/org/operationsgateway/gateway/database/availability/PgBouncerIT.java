package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.PgBouncer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * A test of two replicas whose statements share four sessions of the database, behind PgBouncer in transaction mode,
 * with the settings in {@code docs/operations.md}. Skipped if PgBouncer is not installed.
 */
@Timeout(120)
class PgBouncerIT {

    /** The part of the configuration that the documentation shows. */
    static final List<String> CONFIGURATION =
            List.of("pool_mode = transaction", "default_pool_size = 4", "max_client_conn = 500");

    static final String IGNORED = "ignore_startup_parameters = extra_float_digits,statement_timeout";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OPERATIONS = 100;

    private static TestDatabase database;
    private static PgBouncer pooler;
    private static GatewayProcess one;
    private static GatewayProcess other;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        database = TestDatabase.create();
        pooler = PgBouncer.start(
                database,
                folder,
                Stream.concat(CONFIGURATION.stream(), Stream.of(IGNORED)).toList());
        one = GatewayProcess.start(settings(), "gateway.signal.url=" + url(database));
        other = GatewayProcess.start(settings(), "gateway.signal.url=" + url(database));
    }

    private static List<String> settings() {
        return List.of(
                "spring.r2dbc.url=" + url(pooler.database()) + "?preparedStatementCacheQueries=0",
                "spring.r2dbc.username=" + database.server().user(),
                "spring.r2dbc.password=" + database.server().password());
    }

    private static String url(TestDatabase database) {
        return "r2dbc:postgresql://" + database.server().host() + ":"
                + database.server().port() + "/" + database.name();
    }

    @AfterAll
    static void stop() {
        if (pooler != null) {
            other.close();
            one.close();
            pooler.close();
            database.close();
        }
    }

    @Test
    void concurrentChangesReachTheStreamsOfBothReplicas() {
        try (SseClient client = new SseClient();
                SseConnection collection = client.open(other.uri("/v1/projects/many/operations"))) {
            assertThat(collection.next().type()).isEqualTo("synced");
            List<CompletableFuture<HttpResponse<String>>> creates = IntStream.range(0, OPERATIONS)
                    .mapToObj(i -> one.api()
                            .start("POST", "/v1/projects/many/operations?operationId=o" + i, "", "X-None", "x"))
                    .toList();
            creates.forEach(
                    create -> assertThat(create).succeedsWithin(TIMEOUT).returns(200, HttpResponse::statusCode));
            List<CompletableFuture<HttpResponse<String>>> updates = IntStream.range(0, OPERATIONS)
                    .mapToObj(i -> (i % 2 == 0 ? one : other)
                            .api()
                            .startPatch(
                                    "/v1/projects/many/operations/o" + i,
                                    "{\"metadata\":" + Producer.progress(2) + "}"))
                    .toList();
            updates.forEach(
                    update -> assertThat(update).succeedsWithin(TIMEOUT).returns(200, HttpResponse::statusCode));
            for (int i = 0; i < OPERATIONS; i++) {
                assertThat(nextUpdate(collection)).contains(Producer.progress(2));
            }
            assertThat(one.api()
                            .get("/v1/projects/many/operations?filter=done%3Dfalse&pageSize=1000")
                            .body())
                    .contains("operations/o" + (OPERATIONS - 1));
        }
    }

    private static String nextUpdate(SseConnection collection) {
        Event event = collection.next("message");
        while (!event.data().contains(Producer.progress(2))) {
            event = collection.next("message");
        }
        return event.data();
    }

    @Test
    void signalsHaveAConnectionOfTheirOwn() {
        await().atMost(TIMEOUT).until(() -> one.metric("gateway_listener_up") == 1);
        await().atMost(TIMEOUT).until(() -> other.metric("gateway_listener_up") == 1);
        Producer producer = one.producer();
        producer.create("signalled");
        try (SseClient client = new SseClient();
                SseConnection stream = client.open(other.uri("/v1/operations/signalled"))) {
            stream.next();
            double received = other.metric("gateway_signals_received_total");
            producer.update("signalled", 2);
            assertThat(stream.next().data()).contains(Producer.progress(2));
            assertThat(other.metric("gateway_signals_received_total")).isGreaterThan(received);
        }
        assertThat(one.output()).doesNotContain("Failed to receive signals", "Database access failed");
    }

    @Test
    void leasesLapse() {
        one.producer().createWith("leased", "lease=1s");
        await().atMost(TIMEOUT)
                .until(() -> other.api().get("/v1/operations/leased").body().contains("\"done\":true"));
    }

    /** Whether a signal arrives then depends on which session of the pooler the statement before has used. */
    @Test
    void withoutAnUrlForSignalsChangesArriveBySweepsAtTheLatest() {
        try (GatewayProcess third = GatewayProcess.start(settings());
                SseClient client = new SseClient()) {
            Producer producer = one.producer();
            producer.create("swept");
            try (SseConnection stream = client.open(third.uri("/v1/operations/swept"))) {
                stream.next();
                for (int step = 2; step <= 20; step++) {
                    producer.update("swept", step);
                    assertThat(stream.next().data()).contains(Producer.progress(step));
                }
            }
        }
    }
}
