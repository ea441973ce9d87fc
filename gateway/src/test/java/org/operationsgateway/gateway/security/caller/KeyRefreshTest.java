package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.port.FreePort;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Keys that their issuer removes, with an authorization server, and with one that is away for a while. */
@GatewayTest(properties = "gateway.security.limits.refusals-per-second=0")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Spring sets the bean, and uses it.
class KeyRefreshTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_AGE = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final int PORT = FreePort.find();

    @TestBean
    private KeyRefreshes keyRefreshes;

    private final Api api;
    private AuthorizationServer server = new AuthorizationServer();

    KeyRefreshTest(Api api) {
        this.api = api;
    }

    static KeyRefreshes keyRefreshes() {
        return new KeyRefreshes(INTERVAL, MAX_AGE);
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", () -> AuthorizationServer.uri(PORT));
    }

    @BeforeEach
    void start() throws IOException {
        server = new AuthorizationServer()
                .register("worker", Duration.ofHours(1), "viewer:*")
                .start(PORT);
        // The key of the server before may be the one that the gateway has.
        await().atMost(TIMEOUT).until(() -> list(server.token("worker")) == 200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int list(String token) {
        return api.get("/v1/operations", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void aRemovedKeyIsRefusedAlthoughNoTokenHasAnotherOne() {
        String old = server.token("worker");
        assertThat(list(old)).isEqualTo(200);
        server.rotate();

        await().atMost(TIMEOUT).until(() -> list(old) == 401);
        assertThat(list(server.token("worker"))).isEqualTo(200);
    }

    @Test
    void theKeysHoldForALimitedTimeWhileTheServerIsAway(CapturedOutput output) throws IOException {
        String known = server.token("worker");
        String unused = server.token("worker");
        assertThat(list(known)).isEqualTo(200);
        server.close();

        await().atMost(TIMEOUT).until(() -> output.getAll().contains("An issuer of tokens does not send its keys"));
        assertThat(list(known)).isEqualTo(200);
        assertThat(list(unused)).isEqualTo(200);
        await().atMost(TIMEOUT).until(() -> list(known) == 503);

        start();
        await().atMost(TIMEOUT).until(() -> list(known) == 401);
        assertThat(output).contains("An issuer of tokens has sent its keys again");
    }

    @Test
    void theLimitOnRequestsThatTokensCauseIsNotOneOnRefreshes() {
        Duration often = Duration.ofMillis(30);
        KeyRefreshes refreshes = new KeyRefreshes(often, Duration.ofHours(1));
        try (Issuer issuer = new Issuer()) {
            refreshes
                    .refreshed(NimbusReactiveJwtDecoder.withJwkSetUri(issuer.uri() + "/keys")
                            .webClient(KeyRequests.client())
                            .build())
                    .decode(issuer.token(Duration.ofHours(1), "viewer:*"))
                    .block(TIMEOUT);

            await().atMost(Duration.ofSeconds(2 * KeyRequests.BURST))
                    .until(() -> issuer.keyRequests() > 4 * KeyRequests.BURST);
        } finally {
            refreshes.destroy();
        }
    }
}
