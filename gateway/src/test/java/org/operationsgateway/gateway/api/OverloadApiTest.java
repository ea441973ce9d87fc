package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;

/** What one hears who updates an operation faster than it can be. */
@GatewayTest
class OverloadApiTest {

    private static final int AT_ONCE = 400;
    private static final String BODY = "{\"metadata\":{\"@type\":\"t/T\"}}";

    private final Api api;

    OverloadApiTest(Api api) {
        this.api = api;
    }

    private record Timed(HttpResponse<String> answer, Duration took) {}

    @Test
    void someAreMadeAndTheOthersAreToldToComeLaterAfterAMoment() {
        api.post("/v1/operations?operationId=flooded", BODY);

        List<Timed> answers = flood();

        List<Timed> refused = answers.stream()
                .filter(timed -> timed.answer().statusCode() == 429)
                .toList();
        assertThat(refused).isNotEmpty().allSatisfy(timed -> {
            assertThat(timed.answer().body()).contains("\"reason\":\"OVERLOADED\"", "google.rpc.RetryInfo");
            assertThat(timed.answer().headers().firstValue("Retry-After")).isPresent();
            assertThat(timed.took()).isGreaterThan(Duration.ofMillis(990));
        });
        assertThat(answers.stream().filter(timed -> timed.answer().statusCode() == 200))
                .hasSize(AT_ONCE - refused.size())
                .isNotEmpty();
        assertThat(api.get("/v1/operations/flooded").statusCode()).isEqualTo(200);
    }

    private List<Timed> flood() {
        List<CompletableFuture<Timed>> asked =
                IntStream.range(0, AT_ONCE).mapToObj(number -> update()).toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Timed> update() {
        long begin = System.nanoTime();
        return api.startPatch("/v1/operations/flooded", BODY)
                .thenApply(answer -> new Timed(answer, Duration.ofNanos(System.nanoTime() - begin)));
    }
}
