package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of concurrent updates of one operation beyond the limit of pending changes. */
@GatewayTest
class OverloadApiTest {

    private static final int CONCURRENT_REQUESTS = 400;
    private static final String BODY = "{\"metadata\":{\"@type\":\"t/T\"}}";

    private final Api api;

    OverloadApiTest(Api api) {
        this.api = api;
    }

    private record TimedResponse(HttpResponse<String> response, Duration duration) {}

    @Test
    void excessUpdatesAreRejectedAfterADelay() {
        api.post("/v1/operations?operationId=flooded", BODY);

        List<TimedResponse> responses = flood();

        List<TimedResponse> rejected = responses.stream()
                .filter(timed -> timed.response().statusCode() == 429)
                .toList();
        assertThat(rejected).isNotEmpty().allSatisfy(timed -> {
            assertThat(timed.response().body()).contains("\"reason\":\"OVERLOADED\"", "google.rpc.RetryInfo");
            assertThat(timed.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(timed.duration()).isGreaterThan(Duration.ofMillis(990));
        });
        assertThat(responses.stream().filter(timed -> timed.response().statusCode() == 200))
                .hasSize(CONCURRENT_REQUESTS - rejected.size())
                .isNotEmpty();
        assertThat(api.get("/v1/operations/flooded").statusCode()).isEqualTo(200);
    }

    private List<TimedResponse> flood() {
        List<CompletableFuture<TimedResponse>> requests = IntStream.range(0, CONCURRENT_REQUESTS)
                .mapToObj(number -> update())
                .toList();
        return requests.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<TimedResponse> update() {
        long start = System.nanoTime();
        return api.startPatch("/v1/operations/flooded", BODY)
                .thenApply(response -> new TimedResponse(response, Duration.ofNanos(System.nanoTime() - start)));
    }
}
