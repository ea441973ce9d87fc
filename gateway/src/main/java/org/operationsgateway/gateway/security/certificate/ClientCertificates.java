package org.operationsgateway.gateway.security.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.operationsgateway.gateway.settings.InvalidSettingException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.stereotype.Component;

/**
 * The callers with a client certificate. TLS has verified that an authority in the trust store of the server has issued
 * it; here its names are compared with the settings. Immutable.
 */
@Component
public final class ClientCertificates {

    private final Map<String, CertificateProperties> bySubject = new HashMap<>();

    ClientCertificates(CertificatesProperties properties) {
        for (CertificateProperties certificate : properties.certificates()) {
            if (bySubject.put(certificate.subject(), certificate) != null) {
                throw new InvalidSettingException(
                        "gateway.security.certificates: the subject " + certificate.subject() + " is there twice.");
            }
        }
    }

    /** Returns whether any certificate is a credential. */
    public boolean areConfigured() {
        return !bySubject.isEmpty();
    }

    /** Returns the identifiers of the entries of the settings, by which sessions and tickets are valid. */
    public Set<String> settingIds() {
        return bySubject.values().stream().map(CredentialIds::settingId).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns, in one sentence, what the server lacks for the certificates in the settings; empty if nothing. */
    public Optional<String> findProblem(@Nullable Ssl ssl, SslBundles bundles) {
        return areConfigured() ? ClientAuthentication.findProblem(ssl, bundles) : Optional.empty();
    }

    /**
     * Returns the caller with the certificate of a connection; empty if the connection has none, or if no certificate
     * is a credential.
     *
     * @throws StatusException UNAUTHENTICATED if no name in the certificate is in the settings, or if it has expired
     *     since the connection began
     */
    public Optional<Caller> caller(ServerHttpRequest request) {
        @Nullable X509Certificate certificate = areConfigured() ? certificate(request.getSslInfo()) : null;
        return Optional.ofNullable(certificate).map(this::caller);
    }

    private static @Nullable X509Certificate certificate(@Nullable SslInfo tls) {
        X509Certificate @Nullable [] chain = tls == null ? null : tls.getPeerCertificates();
        return chain == null || chain.length == 0 ? null : chain[0];
    }

    private Caller caller(X509Certificate certificate) {
        Instant expiry = certificate.getNotAfter().toInstant();
        List<String> names = CertificateNames.of(certificate);
        return names.stream()
                .map(bySubject::get)
                .filter(Objects::nonNull)
                .filter(known -> Instant.now().isBefore(expiry))
                .findFirst()
                .map(known -> caller(known, expiry))
                .orElseThrow(() -> StatusException.of(
                        Reason.CREDENTIAL_INVALID,
                        "The certificate of the client is not one that this gateway knows, or it has expired."));
    }

    private static Caller caller(CertificateProperties known, Instant expiry) {
        return new Caller(
                known.subject(),
                Caller.Scheme.CERTIFICATE,
                Grants.parse(known.grants()),
                expiry,
                CredentialIds.ofSetting(known));
    }
}
