package org.operationsgateway.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.port.FreePort;

/** A test of a server that is killed and started again. */
class RestartableServerTest {

    @Test
    void aCommitSurvivesAKillAndARestart(@TempDir Path folder) throws IOException, InterruptedException {
        try (RestartableServer server = RestartableServer.create(folder, FreePort.find())) {
            TestDatabase database = server.address().defaultDatabase();
            database.run("create table survivor as select 1 as number");
            server.kill();
            server.start();
            assertThat(database.texts("select number from survivor")).containsExactly("1");
        }
    }
}
