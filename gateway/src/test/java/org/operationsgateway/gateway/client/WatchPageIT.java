package org.operationsgateway.gateway.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;

/** A test of the page behind a proxy that answers 502 for a moment. Skipped if Node.js is not on the path. */
class WatchPageIT {

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    @Test
    void thePageOpensANewStreamAfterAnErrorOfAProxy() throws IOException, InterruptedException {
        assumeTrue(Node.isOnThePath(), "node is not on the path");
        Node.copy();
        Node.run("watch-page.mjs", EXTENSION.gateway().uri("").toString());
    }
}
