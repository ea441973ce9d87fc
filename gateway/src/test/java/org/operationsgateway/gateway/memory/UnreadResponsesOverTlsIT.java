package org.operationsgateway.gateway.memory;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** The same clients over TLS. */
class UnreadResponsesOverTlsIT extends UnreadResponsesIT {

    @Override
    GatewayProcess start(TestDatabase empty) {
        return GatewayProcess.startWithTls(CertificateAuthority.create(), empty);
    }

    /** Fewer, because their encryption occupies the processors that the honest client needs, too: decision 022. */
    @Override
    int attackers(int withoutTls) {
        return withoutTls / 3;
    }
}
