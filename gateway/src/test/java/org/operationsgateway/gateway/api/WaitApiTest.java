package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.operationsgateway.testkit.http.Api;
import reactor.core.publisher.Flux;

/** Tests of {@code :wait}, with a default timeout of 500 ms and a maximum of 3 s. */
@GatewayTest(properties = {"gateway.api.default-wait=500ms", "gateway.api.max-wait=3s"})
class WaitApiTest {

    private final String name = "tests/" + UUID.randomUUID() + "/operations/work";
    private final String path = "/v1/" + name;
    private final String running = "{\"name\":\"" + name + "\",\"done\":false}";
    private final String done = "{\"name\":\"" + name + "\",\"done\":true}";
    private final Api api;
    private final TopicRegistry topics;

    WaitApiTest(Api api, TopicRegistry topics) {
        this.api = api;
        this.topics = topics;
    }

    @BeforeEach
    void create() {
        api.post(path.replace("/work", "?operationId=work"));
    }

    @Test
    void aDoneOperationIsReturnedImmediately() {
        api.post(path + ":complete");

        assertThat(responseWithin(0, 2900, () -> api.post(path + ":wait", "{\"timeout\":\"3s\"}")))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theWaitEndsWhenTheOperationIsDone(String method) {
        CompletableFuture<HttpResponse<String>> waiting = api.start(method, path + ":wait?timeout=3s");
        awaitWatchedOperations(1);
        api.patch(path, "{\"metadata\":{\"@type\":\"type.example.com/P\"}}");
        api.post(path + ":complete");

        assertThat(waiting)
                .succeedsWithin(Api.TIMEOUT)
                .returns(200, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .endsWith("\"done\":true}");
        awaitWatchedOperations(0);
    }

    @Test
    void theWaitEndsAtTheTimeoutWithTheCurrentState() {
        assertThat(responseWithin(500, 2900, () -> api.post(path + ":wait", "{\"timeout\":\"0.5s\"}")))
                .isEqualTo(running);
        assertThat(responseWithin(500, 2900, () -> api.get(path + ":wait?timeout=0.5s")))
                .isEqualTo(running);
        awaitWatchedOperations(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"timeout\":null}", "{\"name\":\"ignored\"}"})
    void anAbsentTimeoutIsTheDefault(String body) {
        assertThat(responseWithin(500, 2900, () -> api.post(path + ":wait", body)))
                .isEqualTo(running);
    }

    @Test
    void anEmptyFormHasTheDefaultTimeout() {
        assertThat(responseWithin(
                        500,
                        2900,
                        () -> api.send(
                                "POST", path + ":wait", "", "Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo(running);
    }

    @Test
    void aLongTimeoutIsReducedToTheMaximum() {
        assertThat(responseWithin(3000, 10_000, () -> api.get(path + ":wait?timeout=3600s")))
                .isEqualTo(running);
    }

    @Test
    void aZeroTimeoutReturnsTheCurrentState() {
        assertThat(responseWithin(0, 490, () -> api.get(path + ":wait?timeout=0s")))
                .isEqualTo(running);
    }

    @Test
    void anOperationDeletedDuringTheWaitIsNotFound() {
        CompletableFuture<HttpResponse<String>> waiting = api.start("POST", path + ":wait?timeout=3s");
        awaitWatchedOperations(1);
        api.delete(path);

        assertThat(waiting)
                .succeedsWithin(Api.TIMEOUT)
                .satisfies(response ->
                        assertError(response, Reason.OPERATION_NOT_FOUND).hasResource(name));
    }

    @Test
    void anUnknownOperationIsNotFoundImmediately() {
        assertError(api.get("/v1/operations/none:wait"), Reason.OPERATION_NOT_FOUND)
                .hasResource("operations/none");
        awaitWatchedOperations(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "5", "soon", "1.0000000001s", "9999999999999s"})
    void anInvalidTimeoutIsRefused(String timeout) {
        assertError(api.get(path + ":wait?timeout=" + timeout), Reason.INVALID_PARAMETER)
                .hasFieldViolation("timeout");
        assertError(api.post(path + ":wait", "{\"timeout\":\"" + timeout + "\"}"), Reason.INVALID_BODY)
                .hasFieldViolation("timeout");
    }

    private void awaitWatchedOperations(int count) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> topics.size() == count)
                .blockLast(Api.TIMEOUT);
    }

    private static String responseWithin(long minMillis, long maxMillis, Supplier<HttpResponse<String>> request) {
        long start = System.nanoTime();
        HttpResponse<String> response = request.get();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        assertThat(duration).isBetween(Duration.ofMillis(minMillis), Duration.ofMillis(maxMillis));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isPresent();
        return response.body();
    }
}
