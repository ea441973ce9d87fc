package org.operationsgateway.gateway.security.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.TlsServer;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import org.operationsgateway.testkit.tls.IssuedCertificate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests of callers with a client certificate, over real connections. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.certificates[0].subject=reports",
            "gateway.security.certificates[0].grants=producer:projects/reports",
            "gateway.security.certificates[1].subject=jobs.example.com",
            "gateway.security.certificates[1].grants=viewer:projects/reports",
            "gateway.security.api-keys[0].name=reader",
            "gateway.security.api-keys[0].grants=viewer:projects/reports",
            "gateway.security.api-keys[0].sha256=" + ClientCertificateTest.KEY_HASH
        })
class ClientCertificateTest {

    static final String KEY_HASH = "497524104756b978d8627ecc185c634d954acdf5e01bc251ba687473b70e4137";

    private static final String KEY = "ogk_certificate-test";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String COLLECTION = "/v1/projects/reports/operations";

    private static final TlsServer TLS = new TlsServer();
    private static final CertificateAuthority CLIENTS = CertificateAuthority.create();

    private final Api api;

    ClientCertificateTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.addTo(registry);
        TLS.requestCertificates(CLIENTS, registry);
    }

    private static IssuedCertificate certificate(String subject, String... dnsNames) {
        return CLIENTS.issueForClient(subject, Instant.now().plusSeconds(3600), dnsNames);
    }

    private static HttpClient client(@Nullable IssuedCertificate certificate) {
        return client(certificate, HttpClient.Version.HTTP_2);
    }

    private static HttpClient client(@Nullable IssuedCertificate certificate, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TLS.authority().client(certificate))
                .build();
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + api.port() + path);
    }

    private HttpResponse<String> send(HttpClient http, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT).method(method, BodyPublishers.noBody());
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String create(String collection) {
        return collection + "?operationId=" + UUID.randomUUID();
    }

    @Test
    void theHashIsThatOfTheKey() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(KEY_HASH).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aKnownSubjectHasItsGrants(HttpClient.Version version) throws Exception {
        try (HttpClient http = client(certificate("CN=reports, O=Example"), version)) {
            assertThat(send(http, "POST", create(COLLECTION)))
                    .returns(200, HttpResponse::statusCode)
                    .returns(version, HttpResponse::version);
            assertThat(send(http, "POST", create("/v1/projects/other/operations"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void anAlternativeNameIsASubject() throws Exception {
        try (HttpClient http = client(certificate("CN=anyone", "jobs.example.com"))) {
            assertThat(send(http, "GET", COLLECTION).statusCode()).isEqualTo(200);
            assertThat(send(http, "POST", create(COLLECTION)).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void anUnknownSubjectIsRefused() throws Exception {
        try (HttpClient http = client(certificate("CN=reports2, OU=reports", "other.example.com"))) {
            HttpResponse<String> refused = send(http, "GET", COLLECTION);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("CREDENTIAL_INVALID");
        }
    }

    @Test
    void aClientWithoutACertificateNeedsAnotherCredential() throws Exception {
        try (HttpClient http = client(null)) {
            assertThat(send(http, "GET", COLLECTION).body()).contains("CREDENTIAL_MISSING");
            assertThat(send(http, "GET", COLLECTION, "X-Goog-Api-Key", KEY).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCredentialInTheRequestDecides() throws Exception {
        try (HttpClient http = client(certificate("CN=reports"))) {
            assertThat(send(http, "POST", create(COLLECTION), "X-Goog-Api-Key", KEY)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(http, "GET", COLLECTION, "X-Goog-Api-Key", KEY + "x")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRejectedInTheHandshake() {
        IssuedCertificate foreign = CertificateAuthority.create()
                .issueForClient("CN=reports", Instant.now().plusSeconds(3600));
        try (HttpClient http = client(foreign, HttpClient.Version.HTTP_1_1)) {
            assertThatThrownBy(() -> send(http, "GET", COLLECTION)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aStreamEndsBeforeItsCertificateExpiresAndTheConnectionIsRefusedThen() throws Exception {
        String operation;
        try (HttpClient http = client(certificate("CN=reports"))) {
            String created = create(COLLECTION);
            send(http, "POST", created);
            operation = COLLECTION + "/" + created.substring(created.indexOf('=') + 1);
        }
        Instant expiry = Instant.now().plusSeconds(6);
        IssuedCertificate certificate = CLIENTS.issueForClient("CN=reports", expiry);
        try (SseClient streams = new SseClient(client(certificate));
                HttpClient http = client(certificate)) {
            assertThat(send(http, "GET", operation).statusCode()).isEqualTo(200);
            SseConnection stream = streams.open(uri(operation));
            assertThat(stream.rest()).hasSize(1);
            assertThat(Instant.now()).isBefore(expiry.plusMillis(500));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(send(http, "GET", operation).statusCode())
                            .isEqualTo(401));
        }
    }
}
