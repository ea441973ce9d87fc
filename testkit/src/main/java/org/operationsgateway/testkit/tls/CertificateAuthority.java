package org.operationsgateway.testkit.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A certificate authority with a new key, which issues certificates. Thread-safe. */
public final class CertificateAuthority {

    private static final Duration VALIDITY = Duration.ofDays(2);

    private final X509Bundle root;

    private CertificateAuthority(X509Bundle root) {
        this.root = root;
    }

    /** Creates an authority. */
    public static CertificateAuthority create() {
        try {
            return new CertificateAuthority(
                    builder("CN=Test Authority", Instant.now().plus(VALIDITY))
                            .setIsCertificateAuthority(true)
                            .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                            .buildSelfSigned());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Issues the certificate of a server of this machine, by name and by address. */
    public IssuedCertificate issueForLocalhost() {
        return issue(server("localhost").addSanIpAddress(InetAddress.getLoopbackAddress()));
    }

    /** Issues the certificate of a server with a name. */
    public IssuedCertificate issueForServer(String name) {
        return issue(server(name));
    }

    private static CertificateBuilder server(String name) {
        return builder("CN=" + name, Instant.now().plus(VALIDITY))
                .addSanDnsName(name)
                .addExtendedKeyUsageServerAuth();
    }

    /**
     * Issues the certificate of a client.
     *
     * @param subject a distinguished name, such as {@code CN=reports}
     */
    public IssuedCertificate issueForClient(String subject, Instant expiry, String... dnsNames) {
        CertificateBuilder builder = builder(subject, expiry).addExtendedKeyUsageClientAuth();
        for (String name : dnsNames) {
            builder.addSanDnsName(name);
        }
        return issue(builder);
    }

    private static CertificateBuilder builder(String subject, Instant expiry) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .notBefore(Instant.now().minusSeconds(60))
                .notAfter(expiry);
    }

    private IssuedCertificate issue(CertificateBuilder builder) {
        try {
            return new IssuedCertificate(builder.buildIssuedBy(root));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the certificate of this authority to a file in the format PEM. */
    public Path write(Path file) {
        try {
            return Files.writeString(file, root.getRootCertificatePEM());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the TLS of a client that trusts this authority. */
    public SSLContext client() {
        return client(null);
    }

    /** Returns the TLS of a client that trusts this authority, and has a certificate. */
    public SSLContext client(@Nullable IssuedCertificate certificate) {
        try {
            KeyManager[] keys = certificate == null ? null : certificate.keyManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {root.toTrustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
