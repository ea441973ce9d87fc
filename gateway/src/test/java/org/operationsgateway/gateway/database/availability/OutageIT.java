package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.database.OutdatedServer;
import org.operationsgateway.gateway.running.Readiness;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.RestartableServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of the sentences of a process whose database is away or of another version at the start, or away later. */
@Timeout(120)
class OutageIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aDatabaseThatIsAwayAtTheStartEndsTheProcessWithOneSentence() throws Exception {
        int port = FreePort.find();

        assertThat(outputOfAFailedStart(new TestDatabase(new PostgresServer("localhost", port, "u", "secret"), "d")))
                .contains(
                        "The database at localhost:" + port + " cannot be reached (",
                        "): start it, or correct the host and the port in spring.r2dbc.url.")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void aServerOfAnUnsupportedVersionEndsTheProcessWithOneSentence() throws Exception {
        try (OutdatedServer server = new OutdatedServer()) {
            PostgresServer address = new PostgresServer("localhost", server.port(), "u", "p");

            assertThat(outputOfAFailedStart(new TestDatabase(address, "d")))
                    .contains("is PostgreSQL 14.9", "but the gateway needs PostgreSQL 15 or newer")
                    .doesNotContain("\tat ");
        }
    }

    private String outputOfAFailedStart(TestDatabase database) throws IOException {
        Path log = Files.createFile(folder.resolve("gateway.log"));
        GatewayCommand command =
                GatewayCommand.of(Path.of(System.getProperty("gateway.jar"))).withSettings(database.settings());
        try (GatewayProcess gateway = GatewayProcess.start(command, 0, log)) {
            assertThat(gateway.awaitExit(TIMEOUT)).isEqualTo(1);
            return gateway.output();
        }
    }

    @Test
    void aDatabaseThatIsAwayLaterIsReportedUntilItReturns() throws Exception {
        try (RestartableServer server = RestartableServer.create(folder, FreePort.find());
                GatewayProcess gateway =
                        GatewayProcess.start(server.address().createDatabase(), "gateway.metrics.interval=200ms")) {
            Readiness.await(gateway, "\"status\":\"UP\"");
            server.stop();

            Readiness.await(gateway, "The database cannot be reached: start it, or correct the network");
            assertThat(gateway.api().post("/v1/operations?operationId=away", "{}"))
                    .returns(503, HttpResponse::statusCode)
                    .satisfies(response -> assertThat(response.headers().firstValue("Retry-After"))
                            .isPresent());

            server.start();
            Readiness.await(gateway, "\"status\":\"UP\"");
            assertThat(gateway.api()
                            .post("/v1/operations?operationId=back", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anExhaustedPoolIsReportedUntilTheLockIsReleased() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(
                        database, "gateway.metrics.interval=200ms", "spring.r2dbc.pool.max-size=2");
                Connection other = database.connect();
                Statement lock = other.createStatement()) {
            Readiness.await(gateway, "\"status\":\"UP\"");
            other.setAutoCommit(false);
            lock.execute("lock table operation in access exclusive mode");
            List<?> waiting = IntStream.range(0, 20)
                    .mapToObj(i -> gateway.api().start("GET", "/v1/operations/o" + i))
                    .toList();

            Readiness.await(gateway, "All connections of the pool are in use: find slow statements in the database");

            assertThat(waiting).isNotEmpty();
            other.rollback();
            Readiness.await(gateway, "\"status\":\"UP\"");
        }
    }
}
