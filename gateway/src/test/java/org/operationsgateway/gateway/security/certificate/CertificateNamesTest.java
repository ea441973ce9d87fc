package org.operationsgateway.gateway.security.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.tls.CertificateAuthority;

class CertificateNamesTest {

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

    private static List<String> names(String subject, String... dnsNames) {
        return CertificateNames.of(AUTHORITY
                .issueForClient(subject, Instant.now().plusSeconds(600), dnsNames)
                .certificate());
    }

    @Test
    void theCommonNameIsBeforeTheAlternativeNames() {
        assertThat(names("CN=reports, OU=jobs, O=Example", "a.example.com", "b.example.com"))
                .containsExactly("reports", "a.example.com", "b.example.com");
    }

    @Test
    void aNameIsNotTakenFromAnotherPartOfTheSubject() {
        assertThat(names("O=\"x, CN=admin\", OU=admin")).isEmpty();
        assertThat(names("CN=\"a, CN=admin\"")).containsExactly("a, CN=admin");
    }

    @Test
    void theMostSpecificOfSeveralCommonNamesCounts() {
        assertThat(names("CN=reports, CN=all")).containsExactly("reports");
    }
}
