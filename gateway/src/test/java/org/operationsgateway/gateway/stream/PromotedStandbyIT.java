package org.operationsgateway.gateway.stream;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.RestartableServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of streams while the database fails over to a standby that has not received the latest revisions. */
class PromotedStandbyIT {

    @TempDir
    private Path primaryFolder;

    @TempDir
    private Path standbyFolder;

    @Test
    void whatTheStandbyHasNotReceivedIsReset() throws Exception {
        try (RestartableServer primary = RestartableServer.create(primaryFolder, FreePort.find());
                SwitchingProxy proxy = new SwitchingProxy(primary.address().port())) {
            TestDatabase database = primary.address().behind(proxy.port()).createDatabase();
            primary.stop();
            try (RestartableServer standby = primary.standby(standbyFolder, FreePort.find())) {
                primary.start();
                standby.start();
                failOver(database, primary, standby, proxy);
            }
        }
    }

    private static void failOver(
            TestDatabase database, RestartableServer primary, RestartableServer standby, SwitchingProxy proxy)
            throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(database);
                LostRevisions revisions = LostRevisions.create(gateway)) {
            awaitReplay(new TestDatabase(standby.address(), database.name()));
            standby.stop();
            revisions.updateUpToLost();
            primary.kill();
            standby.start();
            standby.promote();
            proxy.switchTo(standby.address().port());
            revisions.awaitDatabase();
            revisions.assertNewStreamStartsAtTheKeptRevision();
            revisions.assertOpenStreamsAreReset();
            revisions.updateBeyondLost();
            revisions.assertResumedAfterTheFork(gateway);
            revisions.assertKeptCursorIsReset();
            try (GatewayProcess restarted = GatewayProcess.start(database)) {
                revisions.assertResumedAfterTheFork(restarted);
            }
        }
    }

    private static void awaitReplay(TestDatabase replica) {
        int kept = 2 * LostRevisions.KEPT;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replica.holds("count(*) = " + kept + " from operation_event"));
    }
}
