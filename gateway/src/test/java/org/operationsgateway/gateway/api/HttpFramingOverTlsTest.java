package org.operationsgateway.gateway.api;

import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.TlsServer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same requests over TLS, where the codec is in the pipeline only after the handshake. */
@GatewayTest
class HttpFramingOverTlsTest extends HttpFramingTest {

    private static final TlsServer TLS = new TlsServer();

    HttpFramingOverTlsTest(Api api) {
        super(TLS.behindTunnel(api));
    }

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.addTo(registry);
    }
}
