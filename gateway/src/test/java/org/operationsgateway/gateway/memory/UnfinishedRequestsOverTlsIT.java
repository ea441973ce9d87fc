package org.operationsgateway.gateway.memory;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** The same clients over TLS. */
class UnfinishedRequestsOverTlsIT extends UnfinishedRequestsIT {

    @Override
    GatewayProcess start(TestDatabase empty, String... settings) {
        return GatewayProcess.startWithTls(CertificateAuthority.create(), empty, settings);
    }

    /** The handshakes of more would take longer than a head may. */
    @Override
    int attackers(int withoutTls) {
        return withoutTls / 6;
    }
}
