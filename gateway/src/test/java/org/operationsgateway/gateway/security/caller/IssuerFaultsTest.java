package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;

/** An issuer whose keys do not arrive, or are too many. Callers with API keys or with known keys are not affected. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class IssuerFaultsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MANY = 10_000;
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer ISSUER = new Issuer();

    private final Api api;

    IssuerFaultsTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", () -> ISSUER.uri() + "/keys");
    }

    @BeforeEach
    void answer() {
        ISSUER.answerKeys();
        await().atMost(TIMEOUT).until(() -> list("Bearer " + ISSUER.token(HOUR, "viewer:*")) == 200);
    }

    private int list(String authorization) {
        return api.get("/v1/operations", "Authorization", authorization).statusCode();
    }

    private static String withUnknownKey() {
        try {
            RSAKey key = Issuer.newKey();
            return Issuer.sign(
                    ISSUER.claims(HOUR, "viewer:*").build(),
                    new RSASSASigner(key),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatOthersAreAnsweredSoon() {
        Instant start = Instant.now();
        assertThat(list("Bearer ogk_admin")).isEqualTo(200);
        assertThat(list("Bearer " + ISSUER.token(HOUR, "viewer:x", "viewer:*"))).isEqualTo(200);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"keys\":["})
    void keysThatDoNotArriveAreNotAwaitedForLong(String beginning) {
        ISSUER.answerKeys(Flux.just(beginning).concatWith(Flux.never()));
        List<CompletableFuture<HttpResponse<String>>> requests = Stream.generate(IssuerFaultsTest::withUnknownKey)
                .limit(5)
                .map(token -> api.start("GET", "/v1/operations", "", "Authorization", "Bearer " + token))
                .toList();
        await().atMost(TIMEOUT).until(() -> ISSUER.unfinished() > 0);

        assertThatOthersAreAnsweredSoon();
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.join().statusCode()).isEqualTo(503));
        // The connections are closed: otherwise none would be left when the issuer answers again.
        await().atMost(TIMEOUT).until(() -> ISSUER.unfinished() == 0);
        ISSUER.answerKeys();
        ISSUER.rotate();
        await().atMost(TIMEOUT).until(() -> list("Bearer " + ISSUER.token(HOUR, "viewer:*")) == 200);
    }

    @Test
    void tenThousandKeysAreNotRead(CapturedOutput output) {
        String key = "," + ISSUER.key().toPublicJWK().toJSONString();
        ISSUER.answerKeys(Flux.just("{\"keys\":[" + key.substring(1))
                .concatWith(Flux.range(1, MANY)
                        .map(number -> key.replace(ISSUER.key().getKeyID(), "key-" + number))));
        Instant start = Instant.now();

        assertThat(list("Bearer " + withUnknownKey())).isEqualTo(503);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(6));
        // The rate of these lines is limited, and other tests cause some, too.
        await().atMost(TIMEOUT).until(() -> {
            assertThat(list("Bearer " + withUnknownKey())).isEqualTo(503);
            return output.getAll().contains("Exceeded limit on max bytes to buffer");
        });
        assertThatOthersAreAnsweredSoon();
    }
}
