package org.operationsgateway.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Tests of handlers that overflow the stack: each request is answered, and the log stays small. */
@GatewayTest
@Import(FatalErrorTest.OverflowingRoutes.class)
@ExtendWith(OutputCaptureExtension.class)
class FatalErrorTest {

    private final Api api;

    FatalErrorTest(Api running) {
        this.api = new Api(running::port, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anOverflowOfTheStackIsAnsweredWithTheEnvelope() {
        assertInternalError(api.get("/overflow"));
        assertInternalError(api.post("/overflow"));
        assertInternalError(api.get("/overflow/later"));
    }

    @Test
    void anOverflowWithTheBodyIsAnsweredWithTheEnvelope() {
        assertInternalError(api.post("/overflow/body", "{}"));
        assertInternalError(api.send("POST", "/overflow/body", "x".repeat(100_000)));
    }

    private static void assertInternalError(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"reason\":\"INTERNAL_ERROR\"").doesNotContain("StackOverflow");
    }

    @Test
    void failuresWithLongMessagesDoNotFillTheLog(CapturedOutput output) {
        int before = output.getAll().length();

        for (int i = 0; i < 200; i++) {
            assertInternalError(api.get("/failure"));
        }

        assertThat(output.getAll().length() - before).isBetween(1, 20_000);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class OverflowingRoutes {

        @Bean
        RouterFunction<ServerResponse> overflowing() {
            return RouterFunctions.route()
                    .GET("/overflow", request -> overflow(0))
                    .POST("/overflow", request -> overflow(0))
                    .GET("/overflow/later", request -> Mono.just(0).flatMap(OverflowingRoutes::overflow))
                    .POST(
                            "/overflow/body",
                            request -> request.bodyToMono(String.class).flatMap(body -> overflow(0)))
                    .GET("/failure", request -> {
                        throw new IllegalStateException(
                                "x".repeat(50_000), new IllegalStateException("y".repeat(50_000)));
                    })
                    .build();
        }

        @SuppressWarnings("InfiniteRecursion")
        private static Mono<ServerResponse> overflow(int depth) {
            return overflow(depth + 1).then(overflow(depth - 1));
        }
    }
}
