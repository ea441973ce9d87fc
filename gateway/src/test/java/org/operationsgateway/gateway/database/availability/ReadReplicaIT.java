package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.PrimaryAndStandby;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of two replicas that read lists and histories from a standby, which lags, stops and returns. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadReplicaIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String NOT_USED = "The read replica is not used";
    private static final int ROUNDS = 50;

    private static PrimaryAndStandby servers;
    private static GatewayProcess one;
    private static GatewayProcess other;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        servers = PrimaryAndStandby.start(folder);
        TestDatabase standby = servers.standbyDatabase();
        String url = "gateway.read-replica.url=r2dbc:postgresql://"
                + standby.server().host() + ":" + standby.server().port() + "/" + standby.name();
        one = GatewayProcess.start(servers.database(), url);
        other = GatewayProcess.start(servers.database(), url);
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        one.close();
        servers.close();
    }

    @Test
    @Order(1)
    void eachAcknowledgedWriteIsReadAtOnceByBothReplicas() throws Exception {
        servers.awaitOnStandby("to_regclass('operation_event') is not null");
        for (int round = 0; round < ROUNDS; round++) {
            assertThatAWriteIsRead();
        }

        assertThat(reads(one, "replica") + reads(other, "replica")).isPositive();
        servers.awaitOnStandby("count(*) >= 1 from pg_stat_activity where query like '%as candidates%'"
                + " and pid <> pg_backend_pid()");
    }

    /** Creates and updates an operation at one replica, and reads both changes in lists and histories of both. */
    private static void assertThatAWriteIsRead() {
        String id = "o" + UUID.randomUUID();
        one.producer().create(id);
        for (GatewayProcess gateway : new GatewayProcess[] {other, one}) {
            assertThat(body(gateway, "/v1/operations?pageSize=1")).contains(id);
        }
        one.producer().update(id, 2);
        for (GatewayProcess gateway : new GatewayProcess[] {other, one}) {
            assertThat(body(gateway, "/v1/operations/" + id + ":history"))
                    .contains(Producer.progress(1), Producer.progress(2));
            assertThat(body(gateway, "/v1/operations?pageSize=1&filter=done%3Dfalse"))
                    .contains(id, Producer.progress(2));
        }
    }

    private static String body(GatewayProcess gateway, String path) {
        return gateway.api().get(path).body();
    }

    private static double reads(GatewayProcess gateway, String source) {
        String meter = "gateway_replica_reads_total{source=\"" + source + "\"} ";
        return gateway.api()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(meter))
                .mapToDouble(line -> Double.parseDouble(line.substring(meter.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(2)
    void aLaggingStandbyIsNotReadAndIsWarnedOfOnce() {
        int warnings = warnings();
        servers.standbyDatabase().run("select pg_wal_replay_pause()");
        for (int round = 0; round < ROUNDS; round++) {
            assertThatAWriteIsRead();
        }

        assertThat(reads(one, "lagging")).isPositive();
        assertThat(warnings()).isEqualTo(warnings + 1);

        servers.standbyDatabase().run("select pg_wal_replay_resume()");
        awaitUse();
    }

    private static int warnings() {
        return one.output().split(NOT_USED, -1).length - 1;
    }

    private static void awaitUse() {
        double before = reads(one, "replica");
        await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThatAWriteIsRead();
            assertThat(reads(one, "replica")).isGreaterThan(before);
        });
    }

    @Test
    @Order(3)
    void aStoppedStandbyIsReplacedByThePrimary() throws Exception {
        servers.standby().stop();
        for (int round = 0; round < ROUNDS; round++) {
            assertThatAWriteIsRead();
        }

        assertThat(reads(one, "unavailable")).isPositive();

        servers.standby().start();
        awaitUse();
    }

    @Test
    @Order(4)
    void aStandbyWithoutItsPrimaryIsNotRead() throws Exception {
        servers.standby().promote();
        double before = reads(one, "replica");
        for (int round = 0; round < ROUNDS; round++) {
            assertThatAWriteIsRead();
        }

        assertThat(reads(one, "replica")).isEqualTo(before);
    }
}
