package org.operationsgateway.gateway.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import org.operationsgateway.testkit.tls.IssuedCertificate;
import org.operationsgateway.testkit.tls.TlsTunnel;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The certificate of the applications of one test class, and their clients. */
public final class TlsServer {

    private static final String NAME = "tls";
    private static final String CLIENTS = "clients.crt";

    private final CertificateAuthority authority = CertificateAuthority.create();
    private final Path folder;

    public TlsServer() {
        try {
            folder = Files.createTempDirectory(NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Deleted in reverse order.
        folder.toFile().deleteOnExit();
        folder.resolve(NAME + ".crt").toFile().deleteOnExit();
        folder.resolve(NAME + ".key").toFile().deleteOnExit();
        folder.resolve(CLIENTS).toFile().deleteOnExit();
        issue();
    }

    /** Replaces the certificate. */
    public IssuedCertificate issue() {
        IssuedCertificate issued = authority.issueForLocalhost();
        issued.write(folder, NAME);
        return issued;
    }

    /** Replaces the file of the certificate by one that cannot be read. */
    public void breakCertificate() throws IOException {
        Files.writeString(
                folder.resolve(NAME + ".crt"), "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
    }

    /** Adds the settings of TLS to an application. */
    public void addTo(DynamicPropertyRegistry registry) {
        for (String setting : IssuedCertificate.serverSettings(folder, NAME)) {
            String[] parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
    }

    /** Adds the settings by which the server requests certificates of an authority, and accepts clients without one. */
    public void requestCertificates(CertificateAuthority clients, DynamicPropertyRegistry registry) {
        Path file = clients.write(folder.resolve(CLIENTS));
        registry.add("server.ssl.client-auth", () -> "want");
        registry.add("spring.ssl.bundle.pem.gateway.truststore.certificate", () -> "file:" + file);
    }

    /** Returns the authority that all certificates are from. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** Returns a client without TLS, which is connected by a tunnel. Both remain until the end of the JVM. */
    public Api behindTunnel(Api api) {
        return new Api(TlsTunnel.to(api::port, authority.client())::port);
    }
}
