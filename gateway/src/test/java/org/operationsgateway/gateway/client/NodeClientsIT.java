package org.operationsgateway.gateway.client;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;

/** Google's clients for Node. What they are to do and to see is in their scripts. */
@EnabledIf(
        value = "org.operationsgateway.gateway.client.Node#isOnThePath",
        disabledReason = "node and npm are not both on the path")
class NodeClientsIT {

    private static Database database;
    private static GatewayProcess gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Node.install();
        database = Database.create();
        gateway = GatewayProcess.start(database);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        database.close();
    }

    private static String root() {
        return "http://localhost:" + gateway.port();
    }

    /** A generic operation, one whose result is missing, and the errors of {@code operations/some/unique/name}. */
    @Test
    void theGenericClientWorksThroughItsScript() throws IOException, InterruptedException {
        Node.run("generic.mjs", root());
    }

    /** An AutoML translation, and the upload of an app's release. */
    @Test
    void theTranslationClientWorksThroughItsScript() throws IOException, InterruptedException {
        Node.run("translate.mjs", root());
    }
}
