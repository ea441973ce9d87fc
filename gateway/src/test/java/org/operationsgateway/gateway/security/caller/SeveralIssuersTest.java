package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tokens of several issuers, each with its own keys, and with grants in the settings. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.scope-grants=true",
            "gateway.security.grants[0].principal=alice",
            "gateway.security.grants[0].grants=viewer:alice",
            "gateway.security.grants[1].claim=team",
            "gateway.security.grants[1].value=red",
            "gateway.security.grants[1].grants=viewer:red",
        })
@DirtiesContext
class SeveralIssuersTest {

    private static final Duration HOUR = Duration.ofHours(1);
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer FIRST = new Issuer();
    private static final Issuer SECOND = new Issuer();
    private static final Issuer UNKNOWN = new Issuer();

    private final Api api;

    SeveralIssuersTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry properties) {
        properties.add("gateway.security.issuers[0].issuer-uri", FIRST::uri);
        properties.add("gateway.security.issuers[0].audiences", () -> Issuer.AUDIENCE);
        properties.add("gateway.security.issuers[1].issuer-uri", SECOND::uri);
        properties.add("gateway.security.issuers[1].jwk-set-uri", () -> SECOND.uri() + "/keys");
    }

    private int list(String parent, String token) {
        HttpResponse<String> response = api.get("/v1/" + parent + "/operations", "Authorization", "Bearer " + token);
        return response.statusCode();
    }

    @Test
    void eachIssuerSignsItsOwnTokens() {
        assertThat(list("a", FIRST.token(HOUR, "viewer:a"))).isEqualTo(200);
        assertThat(list("a", SECOND.token(HOUR, "viewer:a"))).isEqualTo(200);
        assertThat(list("a", UNKNOWN.token(HOUR, "viewer:a"))).isEqualTo(401);
        assertThat(list(
                        "a",
                        FIRST.sign(FIRST.claims(HOUR, "viewer:a")
                                .issuer(SECOND.uri())
                                .build())))
                .isEqualTo(401);
    }

    @Test
    void eachIssuerHasItsAudiences() {
        assertThat(list(
                        "a",
                        FIRST.sign(FIRST.claims(HOUR, "viewer:a").audience("x").build())))
                .isEqualTo(401);
        assertThat(list(
                        "a",
                        SECOND.sign(
                                SECOND.claims(HOUR, "viewer:a").audience("x").build())))
                .isEqualTo(200);
    }

    @Test
    void grantsComeFromSettingsAndScopes() {
        assertThat(list("alice", FIRST.token(HOUR))).isEqualTo(200);
        assertThat(list("red", FIRST.token(HOUR))).isEqualTo(403);
        assertThat(list(
                        "red",
                        FIRST.sign(FIRST.claims(HOUR).claim("team", "red").build())))
                .isEqualTo(200);
        assertThat(list(
                        "any",
                        FIRST.sign(FIRST.claims(HOUR)
                                .claim("scope", "openid operations.viewer")
                                .build())))
                .isEqualTo(200);
    }
}
