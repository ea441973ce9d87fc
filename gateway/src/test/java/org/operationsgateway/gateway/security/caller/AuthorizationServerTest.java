package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.port.FreePort;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tokens of an authorization server, which is not running when the gateway starts. */
@GatewayTest(properties = {"gateway.watch.heartbeat=1s", "gateway.security.limits.refusals-per-second=0"})
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class AuthorizationServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PORT = FreePort.find();
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final AuthorizationServer SERVER =
            new AuthorizationServer().register("worker", Duration.ofMinutes(2), "admin:tenants");

    private final Api api;
    private final String collection = "/v1/tenants/" + UUID.randomUUID() + "/operations";

    AuthorizationServerTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", () -> AuthorizationServer.uri(PORT));
        properties.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> Issuer.AUDIENCE);
    }

    @BeforeEach
    void correctTheClock() {
        SERVER.shiftClock(Duration.ZERO);
    }

    private HttpResponse<String> send(String method, String path, String token) {
        return api.send(method, path, "", "Authorization", "Bearer " + token);
    }

    private int list(String token) {
        return send("GET", collection, token).statusCode();
    }

    private static String forged() throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(AuthorizationServer.uri(PORT))
                .audience(Issuer.AUDIENCE)
                .subject("worker")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("operations", "admin:tenants")
                .build();
        RSAKey key = Issuer.newKey();
        return Issuer.sign(
                claims, new RSASSASigner(key), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()));
    }

    @Test
    @Order(1)
    void beforeTheServerIsUpATokenIsAnsweredWith503() throws JOSEException, IOException {
        String forged = forged();
        assertThat(list(forged)).isEqualTo(503);

        SERVER.start(PORT);
        await().atMost(TIMEOUT).until(() -> list(SERVER.token("worker")) == 200);
        assertThat(list(forged)).isEqualTo(401);
    }

    @Test
    @Order(2)
    void aTokenByClientCredentialsHasTheGrantsOfTheClient() {
        SERVER.register("viewer", Duration.ofMinutes(2), "viewer:tenants");

        assertThat(send("POST", collection, SERVER.token("worker")).statusCode())
                .isEqualTo(200);
        assertThat(list(SERVER.token("viewer"))).isEqualTo(200);
        assertThat(send("POST", collection, SERVER.token("viewer")).statusCode())
                .isEqualTo(403);
    }

    @Test
    @Order(3)
    void anOpenStreamGoesOnWhileTheKeyIsReplaced() throws IOException {
        String old = SERVER.token("worker");
        String unused = SERVER.token("worker");
        String operation = collection + "/work";
        assertThat(send("POST", collection + "?operationId=work", old).statusCode())
                .isEqualTo(200);
        try (RawConnection stream = RawConnection.to(api.port())) {
            stream.get(operation, "Accept: text/event-stream", "Authorization: Bearer " + old);
            assertThat(stream.head().statusCode()).isEqualTo(200);
            SERVER.rotate();

            assertThat(list(SERVER.token("worker"))).isEqualTo(200);
            assertThat(list(unused)).isEqualTo(401);
            // It was verified before, so it is accepted for ten seconds.
            await().atMost(TIMEOUT).until(() -> list(old) == 401);
            assertThat(send("POST", operation + ":complete", SERVER.token("worker"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(stream.restText()).contains("\"done\":false", "\"done\":true", "event: done");
        }
    }

    @Test
    @Order(4)
    void clocksMayDifferByAMinute(CapturedOutput output) {
        for (int seconds : new int[] {40, -40}) {
            SERVER.shiftClock(Duration.ofSeconds(seconds));
            assertThat(list(SERVER.token("worker"))).isEqualTo(200);
        }
        SERVER.shiftClock(Duration.ofMinutes(5));
        assertThat(list(SERVER.token("worker"))).isEqualTo(401);
        awaitLine(output, "Rejected a token: Jwt used before ");
        SERVER.shiftClock(Duration.ofMinutes(-5));
        assertThat(list(SERVER.token("worker"))).isEqualTo(401);
        awaitLine(output, "Rejected a token: Jwt expired at ");
    }

    private static void awaitLine(CapturedOutput output, String text) {
        await().atMost(TIMEOUT).until(() -> output.getAll().contains(text));
    }

    @Test
    @Order(5)
    void twoTokensOrOneInTheQueryAreRefused() throws IOException {
        String token = SERVER.token("worker");
        try (RawConnection connection = RawConnection.to(api.port())) {
            String header = "Authorization: Bearer " + token;
            connection.get(collection, header, header);
            assertThat(connection.head().statusCode()).isEqualTo(401);
        }
        assertThat(api.get(collection + "?access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(api.get(collection + "?access_token=" + token, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(list(token)).isEqualTo(200);
    }

    @Test
    @Order(6)
    void aTokenOf64KilobytesIsRefused() {
        SERVER.register("large", Duration.ofMinutes(2), "viewer:" + "x".repeat(48 * 1024));
        String large = SERVER.token("large");

        assertThat(large).hasSizeGreaterThan(64 * 1024);
        assertThat(list(large)).isEqualTo(401);
    }
}
