package org.operationsgateway.gateway.security.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The names in a certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280, Subject Alternative Name</a>
 */
final class CertificateNames {

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final Set<Integer> TYPES = Set.of(EMAIL, DNS, URI);

    private CertificateNames() {}

    /** Returns the common name of the subject, if it has one, and then the alternative names that are text. */
    static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        addCommonName(certificate.getSubjectX500Principal(), names);
        addAlternativeNames(certificate, names);
        return names;
    }

    private static void addCommonName(X500Principal subject, List<String> names) {
        try {
            List<Rdn> parts = new LdapName(subject.getName(X500Principal.RFC2253)).getRdns();
            for (Rdn part : parts.reversed()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
                    names.add(name);
                    return;
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("The subject of a certificate is malformed.", e);
        }
    }

    private static void addAlternativeNames(X509Certificate certificate, List<String> names) {
        try {
            @Nullable Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream()
                        .filter(name -> TYPES.contains(name.getFirst()))
                        .forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("The alternative names of a certificate are malformed.", e);
        }
    }
}
