package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.TlsServer;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests of a certificate that is replaced on disk while streams are open. */
@GatewayTest(
        properties = {
            "spring.ssl.bundle.pem.gateway.reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=100ms"
        })
class CertificateReloadTest {

    private static final TlsServer TLS = new TlsServer();
    private static final SSLContext CLIENT = TLS.authority().client();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String operation = "/v1/tests/" + UUID.randomUUID() + "/operations/x";
    private final Api api;
    private final Api tunnel;

    CertificateReloadTest(Api api) {
        this.api = api;
        this.tunnel = TLS.behindTunnel(api);
    }

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.addTo(registry);
    }

    @Test
    void newConnectionsUseANewCertificateAndStreamsContinue() {
        List<SseClient> clients = Stream.of(HttpClient.Version.values())
                .map(version -> new SseClient(HttpClient.newBuilder()
                        .version(version)
                        .sslContext(CLIENT)
                        .build()))
                .toList();
        tunnel.post(operation.replace("/x", "?operationId=x"));
        List<SseConnection> streams = clients.stream()
                .map(client -> client.open(URI.create("https://localhost:" + api.port() + operation)))
                .toList();
        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.next().data()).contains("\"done\":false"));

        BigInteger issued = TLS.issue().serialNumber();

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(serialNumber()).isEqualTo(issued));
        tunnel.patch(operation, "{\"metadata\":{\"@type\":\"t/T\",\"n\":2}}");
        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.next().data()).contains("\"n\":2"));
        clients.forEach(SseClient::close);
    }

    @Test
    void aBrokenFileLeavesTheCertificateAsItIs() throws IOException {
        BigInteger before = serialNumber();
        TLS.breakCertificate();
        BigInteger issued;
        try {
            await().during(Duration.ofSeconds(1))
                    .atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(serialNumber()).isEqualTo(before));
        } finally {
            issued = TLS.issue().serialNumber();
        }
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(serialNumber()).isEqualTo(issued));
    }

    /** Returns the serial number of the certificate that a new connection receives. */
    private BigInteger serialNumber() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) CLIENT.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
