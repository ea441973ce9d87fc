package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Opaque tokens, which an endpoint for introspection verifies. */
@GatewayTest(
        properties = {
            "spring.security.oauth2.resourceserver.opaquetoken.client-id=gateway",
            "spring.security.oauth2.resourceserver.opaquetoken.client-secret=secret",
        })
@DirtiesContext
class OpaqueTokenTest {

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final DisposableServer ENDPOINT = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post(
                    "/introspect",
                    (request, response) -> response.header("Content-Type", "application/json")
                            .sendString(request.receive().aggregate().asString().map(OpaqueTokenTest::answer))))
            .bindNow();

    private final Api api;

    OpaqueTokenTest(Api api) {
        this.api = api;
    }

    private static String answer(String form) {
        REQUESTS.incrementAndGet();
        return form.equals("token=good")
                ? "{\"active\":true,\"sub\":\"bob\",\"exp\":4102444800,\"operations\":[\"viewer:a\"]}"
                : "{\"active\":false}";
    }

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.security.oauth2.resourceserver.opaquetoken.introspection-uri",
                () -> "http://127.0.0.1:" + ENDPOINT.port() + "/introspect");
    }

    private int list(String parent, String token) {
        return api.get("/v1/" + parent + "/operations", "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void theAnswerOfTheEndpointDecidesAndIsUsedForSomeTime() {
        assertThat(list("a", "bad")).isEqualTo(401);
        int before = REQUESTS.get();
        for (int i = 0; i < 5; i++) {
            assertThat(list("a", "good")).isEqualTo(200);
            assertThat(list("b", "good")).isEqualTo(403);
        }
        assertThat(REQUESTS.get()).isLessThan(before + 5);
    }
}
