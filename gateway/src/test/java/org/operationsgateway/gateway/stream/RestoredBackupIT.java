package org.operationsgateway.gateway.stream;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.RestartableServer;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of streams while a copy of the disk of the database is restored, which begins no other timeline. */
class RestoredBackupIT {

    @TempDir
    private Path folder;

    @TempDir
    private Path backup;

    @Test
    void whatTheBackupDoesNotHaveIsReset() throws Exception {
        try (RestartableServer server = RestartableServer.create(folder, FreePort.find());
                GatewayProcess gateway = GatewayProcess.start(server.address().createDatabase());
                LostRevisions revisions = LostRevisions.create(gateway)) {
            server.stop();
            server.backUp(backup);
            server.start();
            revisions.awaitDatabase();
            revisions.updateUpToLost();
            server.stop();
            server.restore(backup);
            server.start();
            revisions.awaitDatabase();
            revisions.assertNewStreamStartsAtTheKeptRevision();
            revisions.assertOpenStreamsAreReset();
            revisions.updateBeyondLost();
            revisions.assertResumedAfterTheFork(gateway);
            revisions.assertKeptCursorIsResumed();
        }
    }
}
