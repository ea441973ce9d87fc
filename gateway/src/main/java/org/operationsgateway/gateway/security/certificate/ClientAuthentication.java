package org.operationsgateway.gateway.security.certificate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/** The rule that client certificates in the settings need a server that requests and verifies them. */
final class ClientAuthentication {

    private ClientAuthentication() {}

    /** Returns, in one sentence, what the server lacks for client certificates; empty if nothing. */
    static Optional<String> findProblem(@Nullable Ssl ssl, SslBundles bundles) {
        if (ssl == null || !Ssl.isEnabled(ssl) || !isRequested(ssl)) {
            return Optional.of("gateway.security.certificates is set, but the server requests no certificate: set"
                    + " server.ssl.bundle, and server.ssl.client-auth to want or need.");
        }
        if (WebServerSslBundle.get(ssl, bundles).getStores().getTrustStore() == null) {
            return Optional.of("gateway.security.certificates is set, but the server would trust the certificates of"
                    + " every public authority: set truststore.certificate of the bundle in server.ssl.bundle.");
        }
        return Optional.empty();
    }

    private static boolean isRequested(Ssl ssl) {
        return ssl.getClientAuth() == Ssl.ClientAuth.WANT || ssl.getClientAuth() == Ssl.ClientAuth.NEED;
    }
}
