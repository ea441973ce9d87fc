package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.security.caller.Issuer.AUDIENCE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Callers with signed tokens of a real issuer. */
@GatewayTest(properties = {"gateway.watch.heartbeat=1s", "gateway.security.limits.refusals-per-second=0"})
@DirtiesContext
class TokenTest {

    private static final Duration HOUR = Duration.ofHours(1);
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer ISSUER = new Issuer();

    private final Api api;
    private final String parent = "tenants/" + UUID.randomUUID();

    TokenTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
        properties.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> AUDIENCE);
    }

    @BeforeEach
    void answer() {
        ISSUER.answer(200);
    }

    private HttpResponse<String> list(String token) {
        return api.get("/v1/" + parent + "/operations", "Authorization", "Bearer " + token);
    }

    private void assertRefused(String token) {
        HttpResponse<String> response = list(token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(response.body()).contains("CREDENTIAL_INVALID");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
    }

    @Test
    void aValidTokenHasTheGrantsOfItsClaim() {
        assertThat(list(ISSUER.token(HOUR, "viewer:" + parent)).statusCode()).isEqualTo(200);
        assertThat(list(ISSUER.token(HOUR, "viewer:tenants/other")).statusCode())
                .isEqualTo(403);
        assertThat(list(ISSUER.token(HOUR)).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenWithAScopeHasNoGrantUnlessASettingSaysSo() {
        assertThat(list(ISSUER.sign(ISSUER.claims(HOUR)
                                .claim("scope", "operations.viewer")
                                .build()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTokenThatIsExpiredOrNotYetValidIsRefused() {
        assertRefused(ISSUER.token(Duration.ofMinutes(-5), "viewer:*"));
        assertRefused(ISSUER.sign(ISSUER.claims(HOUR, "viewer:*")
                .notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .build()));
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
        assertRefused(ISSUER.sign(
                ISSUER.claims(HOUR, "viewer:*").issuer("https://other.example").build()));
        assertRefused(
                ISSUER.sign(ISSUER.claims(HOUR, "viewer:*").audience("other").build()));
        assertRefused(ISSUER.sign(
                ISSUER.claims(HOUR, "viewer:*").audience((String) null).build()));
    }

    @Test
    void aTokenWithAnotherKeyOrWithoutASignatureIsRefused() throws JOSEException {
        JWTClaimsSet claims = ISSUER.claims(HOUR, "viewer:*").build();
        RSAKey other = Issuer.newKey();
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ISSUER.key().getKeyID());

        assertRefused(Issuer.sign(claims, new RSASSASigner(other), header));
        assertRefused(new PlainJWT(claims).serialize());
        byte[] publicKey = ISSUER.key().toRSAPublicKey().getEncoded();
        assertRefused(Issuer.sign(
                claims,
                new MACSigner(publicKey),
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ISSUER.key().getKeyID())));
    }

    @Test
    void aMalformedTokenIsRefused() {
        String valid = ISSUER.token(HOUR, "viewer:*");

        assertRefused("x");
        assertRefused("a.b.c");
        assertRefused(valid.substring(0, valid.length() - 3));
        assertRefused("x".repeat(16 * 1024));
    }

    @Test
    void aTokenWithAGrantThatDoesNotParseOrWithoutASubjectIsRefused() {
        assertRefused(ISSUER.token(HOUR, "viewer:" + parent, "owner:x"));
        assertRefused(ISSUER.sign(ISSUER.claims(HOUR, "viewer:*").subject(null).build()));
    }

    @Test
    void aRotatedKeyIsAcceptedAtOnce() {
        assertThat(list(ISSUER.token(HOUR, "viewer:*")).statusCode()).isEqualTo(200);
        ISSUER.rotate();
        assertThat(list(ISSUER.token(HOUR, "viewer:*")).statusCode()).isEqualTo(200);
    }

    @Test
    void whileTheIssuerDoesNotAnswerATokenWithAnUnknownKeyIsAnsweredWith503() {
        ISSUER.rotate();
        ISSUER.answer(500);
        HttpResponse<String> response = list(ISSUER.token(HOUR, "viewer:*"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("ISSUER_UNAVAILABLE");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        ISSUER.answer(200);
        assertThat(list(ISSUER.token(HOUR, "viewer:*")).statusCode()).isEqualTo(200);
    }

    @Test
    void aStreamEndsBeforeItsTokenAndIsResumedWithANewOneWithoutAGap() throws IOException {
        String token = ISSUER.token(HOUR, "admin:*");
        String name = "/v1/" + parent + "/operations/work";
        api.send("POST", "/v1/" + parent + "/operations?operationId=work", "", "Authorization", "Bearer " + token);
        // The decoder accepts a token for some time after it has expired; the stream has ended before.
        Instant expiry = Instant.now().plusSeconds(3);
        String events = stream(name, ISSUER.token(Duration.ofSeconds(3), "viewer:*"), "");
        assertThat(Instant.now()).isBefore(expiry.plusMillis(500));
        assertThat(events).contains("\"done\":false").endsWith("retry: " + lastRetry(events) + "\n\n");

        api.send("POST", name + ":complete", "", "Authorization", "Bearer " + token);
        String resumed = stream(name, ISSUER.token(HOUR, "viewer:*"), lastId(events));
        assertThat(resumed).contains("\"done\":true", "event: done").doesNotContain("\"done\":false");
    }

    private String stream(String name, String token, String lastEventId) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String query = lastEventId.isEmpty() ? "" : "?lastEventId=" + lastEventId;
            connection.get(name + query, "Accept: text/event-stream", "Authorization: Bearer " + token);
            RawConnection.Head head = connection.head();
            assertThat(head.statusCode()).isEqualTo(200);
            return connection.restText();
        }
    }

    private static String lastId(String events) {
        return after(events, "\nid: ");
    }

    private static String lastRetry(String events) {
        return after(events, "retry: ");
    }

    private static String after(String events, String field) {
        int start = events.lastIndexOf(field) + field.length();
        return events.substring(start, events.indexOf('\n', start));
    }
}
