package org.operationsgateway.gateway.stream;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** The same shutdown with TLS. */
class DrainOverTlsIT extends DrainIT {

    /** Without heartbeats, which a machine that is busy with handshakes would send before the streams end. */
    @Override
    GatewayProcess start(TestDatabase empty) {
        return GatewayProcess.startWithTls(CertificateAuthority.create(), empty, "gateway.watch.heartbeat=5m");
    }
}
