package org.operationsgateway.gateway.security.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.Ssl;

class ClientAuthenticationTest {

    private static final String REQUEST = "server.ssl.client-auth to want or need.";

    private static DefaultSslBundleRegistry bundles(@Nullable KeyStore trusted) throws Exception {
        return new DefaultSslBundleRegistry("gateway", SslBundle.of(SslStoreBundle.of(empty(), null, trusted)));
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Ssl ssl(Ssl.@Nullable ClientAuth mode) {
        Ssl ssl = new Ssl();
        ssl.setBundle("gateway");
        ssl.setClientAuth(mode);
        return ssl;
    }

    @Test
    void certificatesNeedAServerThatRequestsThem() throws Exception {
        DefaultSslBundleRegistry bundles = bundles(empty());
        assertThat(ClientAuthentication.findProblem(null, bundles).orElse("")).endsWith(REQUEST);
        assertThat(ClientAuthentication.findProblem(ssl(null), bundles).orElse(""))
                .endsWith(REQUEST);
        assertThat(ClientAuthentication.findProblem(ssl(Ssl.ClientAuth.NONE), bundles)
                        .orElse(""))
                .endsWith(REQUEST);
        assertThat(ClientAuthentication.findProblem(ssl(Ssl.ClientAuth.WANT), bundles))
                .isEmpty();
        assertThat(ClientAuthentication.findProblem(ssl(Ssl.ClientAuth.NEED), bundles))
                .isEmpty();
    }

    @Test
    void theAuthoritiesOfJavaAreNotTrustedWithClients() throws Exception {
        assertThat(ClientAuthentication.findProblem(ssl(Ssl.ClientAuth.NEED), bundles(null))
                        .orElse(""))
                .contains("every public authority");
    }
}
