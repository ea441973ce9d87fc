package org.operationsgateway.gateway.database.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tcp.DelayingProxy;

/**
 * What a gateway says about a database that is read-only, full, slow, or away, or has another schema: in
 * {@code /readyz}, in its log and in its metrics. One process, on one database, meets them one after another.
 */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseConditionIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ROLE = "gateway_condition";

    private static TestDatabase admin;
    private static DelayingProxy proxy;
    private static GatewayProcess gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        admin = TestDatabase.create();
        admin.run("create role " + ROLE + " login password 'secret'");
        admin.server().defaultDatabase().run("alter database " + admin.name() + " owner to " + ROLE);
        proxy = new DelayingProxy(admin.server().port(), Duration.ZERO);
        gateway = launch(folder, "gateway.metrics.interval=200ms", "gateway.wach.heartbeat=5s");
        gateway.awaitReady(TIMEOUT);
    }

    /** Starts without leak detection: the driver does not release what arrives after a login has timed out. */
    private static GatewayProcess launch(Path folder, String... settings) throws IOException {
        GatewayCommand command = GatewayCommand.of(Path.of(System.getProperty("gateway.jar")))
                .withSettings(database().settings())
                .withSettings(List.of(settings));
        return GatewayProcess.start(command, 0, Files.createFile(folder.resolve("gateway.log")));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        proxy.close();
        admin.close();
        admin.server().defaultDatabase().run("drop role " + ROLE);
    }

    private static TestDatabase database() {
        return new TestDatabase(new PostgresServer("localhost", proxy.port(), ROLE, "secret"), admin.name());
    }

    @Test
    @Order(1)
    void aHealthyDatabaseIsUp() throws Exception {
        awaitReadiness("\"status\":\"UP\"");

        assertThat(gateway.metric("gateway_database_up")).isEqualTo(1);
        assertThat(gateway.output())
                .contains("There is no setting gateway.wach.heartbeat (", "gateway.watch.heartbeat?");
    }

    @Test
    @Order(2)
    void aReadOnlyDatabaseIsReported() throws Exception {
        admin.server()
                .defaultDatabase()
                .run("alter database " + admin.name() + " set default_transaction_read_only = on");
        endSessions();

        awaitReadiness("The database is read-only, so changes fail: promote it, connect to the primary");

        admin.server().defaultDatabase().run("alter database " + admin.name() + " reset default_transaction_read_only");
        endSessions();
        awaitTrue(() -> !readiness().contains("connect to the primary"));
    }

    @Test
    @Order(3)
    void aRejectedLoginIsReportedWithoutItsNameAndInTheLogWithIt() throws Exception {
        admin.server().defaultDatabase().run("alter role " + ROLE + " nologin");
        endSessions();

        awaitReadiness("The database rejects the login of the gateway: correct spring.r2dbc.username");

        assertThat(readiness()).doesNotContain(ROLE);
        assertThat(gateway.output()).contains("role \"" + ROLE + "\" is not permitted to log in");
        admin.server().defaultDatabase().run("alter role " + ROLE + " login");
        awaitTrue(() -> !readiness().contains("rejects the login"));
    }

    @Test
    @Order(4)
    void aSlowDatabaseIsReported() throws Exception {
        proxy.delay(Duration.ofSeconds(5));

        awaitReadiness("The database is slow: a statement that reads nothing took longer than a second.");

        proxy.delay(Duration.ZERO);
        awaitReadiness("\"status\":\"UP\"");
        awaitTrue(() -> gateway.output().contains("The database works again"));
    }

    @Test
    @Order(5)
    void aLostTableIsReported() throws Exception {
        admin.run("alter table operation_check rename to operation_check_lost");

        awaitReadiness("The tables of the gateway are missing or were changed");

        admin.run("alter table operation_check_lost rename to operation_check");
    }

    @Test
    @Order(6)
    void aFullDiskIsReportedWhenAChangeFails() throws Exception {
        // The error that PostgreSQL raises when it cannot extend a file.
        admin.run("create function fill() returns trigger language plpgsql as $$ begin"
                + " raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$");
        admin.run("create trigger full_disk before insert on operation for each row execute function fill()");

        assertThat(gateway.api().send("POST", "/v1/operations?operationId=x", "{}", "Content-Type", "application/json"))
                .returns(503, HttpResponse::statusCode);

        awaitReadiness("The disk of the database is full, so changes fail: free or add space.");
        awaitTrue(() -> gateway.metric("gateway_database_up") == 0);
        admin.run("drop function fill cascade");
    }

    @Test
    @Order(7)
    void aSlowStartAndANewerSchemaAreExplained(@TempDir Path folder) throws Exception {
        admin.run("insert into flyway_schema_history values (999, '999', 'future', 'SQL', 'V999__future.sql', 0, 'x',"
                + " now(), 1, true)");
        proxy.delay(Duration.ofSeconds(1));

        try (GatewayProcess second = launch(folder)) {
            awaitTrue(() -> second.output().contains(" ms, so the start may take minutes. Look at its load"));
            assertThat(second.output()).contains(" is slow: a connection took ");
            proxy.delay(Duration.ZERO);
            awaitTrue(() -> second.output().contains(" was migrated to version 999 by a newer gateway"));
            second.awaitReady(TIMEOUT);
        } finally {
            proxy.delay(Duration.ZERO);
        }
    }

    private static void endSessions() {
        admin.server()
                .defaultDatabase()
                .texts("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + ROLE + "'");
    }

    /** Returns the body; the status is always 200, because all replicas have the same database. */
    private static String readiness() {
        HttpResponse<String> response = gateway.api().get("/readyz");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static void awaitReadiness(String text) {
        awaitTrue(() -> readiness().contains(text));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(condition.getAsBoolean())
                        .as(() -> readiness() + gateway.output())
                        .isTrue());
    }
}
