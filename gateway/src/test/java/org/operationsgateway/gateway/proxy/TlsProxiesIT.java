package org.operationsgateway.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.gateway.delivery.Repository;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.proxy.ProxyConfiguration;
import org.operationsgateway.testkit.proxy.ProxyProcess;
import org.operationsgateway.testkit.proxy.ProxyProgram;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import org.operationsgateway.testkit.tls.IssuedCertificate;

/**
 * A test of streams over TLS and HTTP/2 up to a proxy, and of the address of the client behind it. Skipped for a proxy
 * that is not installed. Apache needs further modules.
 */
class TlsProxiesIT {

    private static final String CLIENT = "127.0.0.2";
    private static final long MAX_DELAY_NANOS = 1_000_000_000;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.trusted-proxies=127.0.0.1");

    private final CertificateAuthority authority = CertificateAuthority.create();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "APACHE")
    void aStreamOverHttp2IsForwardedAtOnceWithTheAddressOfTheClient(ProxyProgram program) throws Exception {
        assumeTrue(program.isInstalled(), program + " is not installed");
        try (ProxyProcess proxy = ProxyProcess.start(configuration(program), folder);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(authority.client())
                        .localAddress(InetAddress.getByName(CLIENT))
                        .build()) {
            String name = "operations/" + program.name().toLowerCase(Locale.ROOT);
            String operation = "https://localhost:" + proxy.port() + "/v1/" + name;
            HttpResponse<String> created = client.send(
                    request(operation.replace("operations/", "operations?operationId="))
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(created.statusCode()).isEqualTo(200);
            assertThat(created.version()).isEqualTo(HttpClient.Version.HTTP_2);

            HttpResponse<InputStream> stream = client.send(
                    request(operation).header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
            assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                data(lines);
                for (int step = 1; step <= 20; step++) {
                    long start = System.nanoTime();
                    client.send(
                            request(operation)
                                    .method(
                                            "PATCH",
                                            BodyPublishers.ofString(
                                                    "{\"metadata\":{\"@type\":\"t/x\",\"step\":" + step + "}}"))
                                    .build(),
                            BodyHandlers.discarding());
                    assertThat(data(lines)).contains("\"step\":" + step);
                    assertThat(System.nanoTime() - start).isLessThan(MAX_DELAY_NANOS);
                }
                client.send(
                        request(operation + ":complete")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.discarding());
                assertThat(data(lines)).contains("\"done\":true");
                assertThat(lines.lines()).contains("event: done");
            }
            client.send(
                    // An address that the client claims to have.
                    request(operation)
                            .header("X-Forwarded-For", "203.0.113.7")
                            .DELETE()
                            .build(),
                    BodyHandlers.discarding());
            await().untilAsserted(() -> assertThat(EXTENSION.gateway().output().lines())
                    .filteredOn(line -> line.contains("\"action\":\"DELETE\",\"name\":\"/v1/" + name + "\""))
                    .singleElement()
                    .asString()
                    .contains("\"address\":\"" + CLIENT + "\""));
        }
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer ogk_admin");
    }

    /** Returns the data of the next event. */
    private static String data(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line;
    }

    private ProxyConfiguration configuration(ProxyProgram program) throws IOException {
        IssuedCertificate certificate = authority.issueForLocalhost();
        certificate.write(folder, "server");
        Path chain = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(chain) + Files.readString(key));
        ProxyConfiguration recommended = ProxyConfiguration.read(program, Repository.ROOT.resolve("config/proxies"))
                .withGateways(List.of(EXTENSION.gateway().port()));
        return switch (program) {
            case NGINX ->
                recommended.replace(
                        "listen 8000;",
                        "listen 8000 ssl http2; ssl_certificate %s; ssl_certificate_key %s;".formatted(chain, key));
            case HAPROXY -> recommended.replace("bind :8000", "bind :8000 ssl crt %s alpn h2,http/1.1".formatted(both));
            case CADDY -> recommended.replace(":8000 {", "https://:8000 {\n    tls %s %s".formatted(chain, key));
            case APACHE -> throw new IllegalArgumentException("Apache needs further modules.");
        };
    }
}
