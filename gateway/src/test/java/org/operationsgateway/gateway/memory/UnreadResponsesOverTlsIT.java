package org.operationsgateway.gateway.memory;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** The same clients over TLS, where each has its own encrypted copy of a frame. */
class UnreadResponsesOverTlsIT extends UnreadResponsesIT {

    @Override
    GatewayProcess start(TestDatabase empty) {
        return GatewayProcess.startWithTls(CertificateAuthority.create(), empty);
    }
}
