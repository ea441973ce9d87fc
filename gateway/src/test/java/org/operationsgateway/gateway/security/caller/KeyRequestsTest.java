package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Forged tokens, each with another unknown key. */
@GatewayTest(properties = "gateway.security.limits.refusals-per-second=0")
@DirtiesContext
class KeyRequestsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TOKENS = 5 * KeyRequests.BURST;
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer ISSUER = new Issuer();

    private final Api api;

    KeyRequestsTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
    }

    private int list(String token) {
        return api.get("/v1/operations", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void theyDoNotFloodTheIssuerAndKnownKeysAreAccepted() throws JOSEException {
        RSAKey other = Issuer.newKey();
        JWTClaimsSet claims = ISSUER.claims(HOUR, "viewer:*").build();
        assertThat(list(ISSUER.token(HOUR, "viewer:*"))).isEqualTo(200);
        long start = System.nanoTime();
        int before = ISSUER.keyRequests();
        for (int i = 0; i < TOKENS; i++) {
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i);
            assertThat(list(Issuer.sign(claims, new RSASSASigner(other), header)))
                    .isIn(401, 503);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();

        assertThat(ISSUER.keyRequests() - before).isLessThanOrEqualTo((int) (KeyRequests.BURST + seconds + 1));
        assertThat(list(ISSUER.token(Duration.ofHours(2), "viewer:*"))).isEqualTo(200);
    }
}
