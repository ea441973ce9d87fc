package org.operationsgateway.gateway.database.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.running.Readiness;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.RestartableServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseReader;

/** A gateway whose database has a full disk: no acknowledged change is lost, and the stream of an operation goes on. */
@Timeout(120)
class FullDiskIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String NEXT_LOG_FILE =
            "select pg_switch_wal(), pg_logical_emit_message(false, 'a', repeat('x', 1000))";
    private static final String WATCHED = "/v1/operations/watched";
    private static final int METADATA_BYTES = 192 * 1024;
    private static final int MAX_CREATIONS = 1000;

    @TempDir
    private Path folder;

    private final Random random = new Random(1);

    @Test
    void changesFailUntilThereIsSpaceForTheTables() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        try (SmallDisk disk = SmallDisk.mount(small, 32);
                RestartableServer server = RestartableServer.create(folder, FreePort.find());
                TestDatabase database = server.address().createDatabase();
                GatewayProcess gateway = GatewayProcess.start(database, "gateway.metrics.interval=200ms")) {
            Path tables = Files.createDirectory(disk.folder().resolve("tables"));
            database.run("create tablespace small location '" + tables + "'");
            database.run("alter table operation_event set tablespace small");
            create(gateway, "watched", "{}");

            try (SseReader stream = stream(gateway)) {
                assertThat(stream.next().orElseThrow().data()).contains("operations/watched");
                disk.fill(4);
                List<String> acknowledged = createUntilRejected(gateway);
                Readiness.await(gateway, "The disk of the database is full, so changes fail: free or add space.");

                disk.free();

                await().atMost(TIMEOUT).until(() -> create(gateway, "later", "{}") == 200);
                Readiness.await(gateway, "\"status\":\"UP\"");
                assertThatAllExist(gateway, acknowledged);
                assertThatAnUpdateArrives(gateway, stream);
            }
        }
    }

    @Test
    void aServerThatStopsWithoutSpaceForItsLogIsReportedUntilItReturns() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        try (SmallDisk disk = SmallDisk.mount(small, 256);
                RestartableServer server = RestartableServer.create(disk.folder(), FreePort.find());
                GatewayProcess gateway =
                        GatewayProcess.start(server.address().createDatabase(), "gateway.metrics.interval=200ms")) {
            create(gateway, "watched", "{}");

            try (SseReader stream = stream(gateway)) {
                assertThat(stream.next().orElseThrow().data()).contains("operations/watched");
                disk.fill(8);
                List<String> acknowledged = createUntilRejected(gateway);
                // The next file of the log has no space: the server stops.
                TestDatabase own = server.address().defaultDatabase();
                await().atMost(TIMEOUT).until(() -> fails(() -> own.run(NEXT_LOG_FILE)));
                Readiness.await(gateway, "The database cannot be reached: start it, or correct the network");

                disk.free();
                server.start();

                await().atMost(TIMEOUT).until(() -> create(gateway, "later", "{}") == 200);
                Readiness.await(gateway, "\"status\":\"UP\"");
                assertThatAllExist(gateway, acknowledged);
                assertThatAnUpdateArrives(gateway, stream);
            }
        }
    }

    private static SseReader stream(GatewayProcess gateway) throws Exception {
        return SseReader.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()),
                WATCHED,
                null,
                64 * 1024,
                TIMEOUT,
                Duration.ofSeconds(1));
    }

    /** Creates operations until one is rejected, and returns the names of the others. */
    private List<String> createUntilRejected(GatewayProcess gateway) {
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < MAX_CREATIONS; i++) {
            int status =
                    create(gateway, "o" + i, "{\"metadata\":{\"@type\":\"t/Bytes\",\"value\":\"" + bytes() + "\"}}");
            if (status != 200) {
                assertThat(status).isEqualTo(503);
                return acknowledged;
            }
            acknowledged.add("/v1/operations/o" + i);
        }
        throw new AssertionError("The disk was not filled by " + MAX_CREATIONS + " operations");
    }

    /** Returns bytes that the database cannot compress. */
    private String bytes() {
        byte[] bytes = new byte[METADATA_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int create(GatewayProcess gateway, String id, String body) {
        return gateway.api().post("/v1/operations?operationId=" + id, body).statusCode();
    }

    private static void assertThatAllExist(GatewayProcess gateway, List<String> acknowledged) {
        assertThat(acknowledged)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(gateway.api().get(name)).returns(200, HttpResponse::statusCode));
    }

    private static void assertThatAnUpdateArrives(GatewayProcess gateway, SseReader stream) throws Exception {
        assertThat(gateway.api()
                        .post(
                                WATCHED + ":complete",
                                "{\"response\":{\"@type\":\"t/Result\",\"text\":\"there is space\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stream.next().orElseThrow().data()).contains("there is space");
    }

    private static boolean fails(ThrowingRunnable action) {
        try {
            action.run();
            return false;
        } catch (Throwable expected) {
            return true;
        }
    }
}
