package org.operationsgateway.gateway.client;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of Google's clients for Node.js. The scripts contain the assertions. */
@EnabledIf(
        value = "org.operationsgateway.gateway.client.Node#isOnThePath",
        disabledReason = "node and npm are not both on the path")
class NodeClientsIT {

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();

    @BeforeAll
    static void installPackages() throws IOException, InterruptedException {
        Node.install();
    }

    private String root() {
        return "http://localhost:" + gateway.port();
    }

    /** Covers a generic operation, one without a result, and the error of {@code operations/some/unique/name}. */
    @Test
    void theScriptOfTheGenericClientPasses() throws IOException, InterruptedException {
        Node.run("generic.mjs", root());
    }

    /** Covers an AutoML translation, and the upload of an app release. */
    @Test
    void theScriptOfTheTranslationClientPasses() throws IOException, InterruptedException {
        Node.run("translate.mjs", root());
    }
}
