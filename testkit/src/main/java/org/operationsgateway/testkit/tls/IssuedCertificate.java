package org.operationsgateway.testkit.tls;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;

/** A certificate with its private key. Immutable. */
public final class IssuedCertificate {

    private final X509Bundle bundle;

    IssuedCertificate(X509Bundle bundle) {
        this.bundle = bundle;
    }

    /** Returns the serial number, which no other certificate has. */
    public BigInteger serialNumber() {
        return bundle.getCertificate().getSerialNumber();
    }

    /** Returns the certificate. */
    public X509Certificate certificate() {
        return bundle.getCertificate();
    }

    KeyManager[] keyManagers() throws GeneralSecurityException {
        return bundle.toKeyManagerFactory().getKeyManagers();
    }

    /** Writes the chain and the private key to {@code NAME.crt} and {@code NAME.key}, replacing each file at once. */
    public void write(Path folder, String name) {
        replace(folder.resolve(name + ".key"), bundle.getPrivateKeyPEM());
        replace(folder.resolve(name + ".crt"), bundle.getCertificatePathPEM());
    }

    /** PostgreSQL does not start with a key that others can read. */
    private static void replace(Path file, String text) {
        try {
            Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings of a gateway that uses the files of {@link #write} as its certificate. */
    public static List<String> serverSettings(Path folder, String name) {
        return List.of(
                "spring.ssl.bundle.pem.gateway.keystore.certificate=file:" + folder.resolve(name + ".crt"),
                "spring.ssl.bundle.pem.gateway.keystore.private-key=file:" + folder.resolve(name + ".key"),
                "server.ssl.bundle=gateway");
    }
}
