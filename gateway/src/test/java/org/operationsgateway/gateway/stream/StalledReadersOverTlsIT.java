package org.operationsgateway.gateway.stream;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** The same readers over TLS, where each has its own encrypted copy of a frame. */
class StalledReadersOverTlsIT extends StalledReadersIT {

    @Override
    GatewayProcess start(TestDatabase empty, String... settings) {
        return GatewayProcess.startWithTls(CertificateAuthority.create(), empty, settings);
    }
}
