package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.running.Readiness;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.PrimaryAndStandby;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;

/** A test of a primary whose only synchronous standby stops: each commit waits for it without a limit. */
@Timeout(180)
class LostStandbyIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ROLE = "plain";
    private static final String SENTENCE = "Commits wait for a synchronous standby that does not answer";
    private static final int CHANGES = 30;
    /** The pool, the checks of deadlines and the signals. */
    private static final int CONNECTIONS = 4 + 4;

    @TempDir
    private Path folder;

    @Test
    void oneConditionNamesItAndChangesFailWithAnUnknownOutcome() throws Exception {
        try (PrimaryAndStandby servers = PrimaryAndStandby.start(folder);
                GatewayProcess gateway = start(servers);
                SseClient client = new SseClient();
                SseConnection stream = client.open(gateway.uri("/v1/operations"))) {
            servers.replicateSynchronously();
            gateway.producer().create("before");
            Readiness.await(gateway, "\"status\":\"UP\"");

            servers.standby().stop();
            List<CompletableFuture<HttpResponse<String>>> changes = IntStream.range(0, CHANGES)
                    .mapToObj(i -> create(gateway, i))
                    .toList();
            Readiness.await(gateway, SENTENCE);
            assertThat(gateway.api().get("/v1/operations/before").statusCode()).isEqualTo(200);
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change)
                            .succeedsWithin(TIMEOUT)
                            .satisfies(response ->
                                    assertThat(response.statusCode()).isIn(503, 429)));
            assertThat(changes)
                    .filteredOn(change -> change.join().statusCode() == 503)
                    .isNotEmpty()
                    .allSatisfy(change -> assertThat(change.join().body())
                            .contains("A change may have been committed: read the operation before you retry."));
            servers.awaitOnPrimary(
                    "count(*) <= " + CONNECTIONS + " from pg_stat_activity where usename = '" + ROLE + "'");
            assertThat(gateway.metric("gateway_database_up")).isZero();

            servers.standby().start();
            Readiness.await(gateway, "\"status\":\"UP\"");
            for (int i = 0; i < CHANGES; i++) {
                int number = i;
                await().atMost(TIMEOUT)
                        .until(() -> create(gateway, number).join().statusCode() == 200);
            }
            assertThat(servers.database().texts("select count(*) from operation_event where revision = 1"))
                    .containsExactly(Integer.toString(CHANGES + 1));
            assertThat(gateway.output().split(SENTENCE, -1)).hasSize(2);
            assertThat(stream.next().type()).isNotEqualTo("reset");
        }
    }

    private static CompletableFuture<HttpResponse<String>> create(GatewayProcess gateway, int number) {
        return gateway.api()
                .start(
                        "POST",
                        "/v1/operations?operationId=o" + number + "&requestId=r" + number,
                        "{\"metadata\":" + Producer.progress(number) + "}",
                        "Content-Type",
                        "application/json");
    }

    /** Starts a gateway whose role has no rights besides those on its database. */
    private static GatewayProcess start(PrimaryAndStandby servers) {
        TestDatabase database = servers.database();
        database.run("create role " + ROLE + " login password 'secret'");
        database.run("alter database " + database.name() + " owner to " + ROLE);
        PostgresServer server =
                new PostgresServer(database.server().host(), database.server().port(), ROLE, "secret");
        return GatewayProcess.start(
                new TestDatabase(server, database.name()),
                "gateway.metrics.interval=200ms",
                "gateway.database.timeout=3s",
                "gateway.database.query-timeout=3s",
                "spring.r2dbc.pool.max-size=4");
    }
}
