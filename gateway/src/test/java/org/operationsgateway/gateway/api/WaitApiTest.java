package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.watch.TopicRegistry;
import reactor.core.publisher.Flux;

/** How long Wait waits, and for what; the blank timeout is 500 ms here, and the longest 3 s. */
@GatewayTest(properties = {"gateway.api.default-wait=500ms", "gateway.api.max-wait=3s"})
class WaitApiTest {

    private final String name = "tests/" + UUID.randomUUID() + "/operations/work";
    private final String path = "/v1/" + name;
    private final String running = "{\"name\":\"" + name + "\",\"done\":false}";
    private final String done = "{\"name\":\"" + name + "\",\"done\":true}";
    private final Api api;
    private final TopicRegistry hub;

    WaitApiTest(Api api, TopicRegistry hub) {
        this.api = api;
        this.hub = hub;
    }

    @BeforeEach
    void create() {
        api.post(path.replace("/work", "?operationId=work"));
    }

    @Test
    void whatIsDoneIsAnsweredAtOnce() {
        api.post(path + ":complete");

        assertThat(answerWithin(0, 2900, () -> api.post(path + ":wait", "{\"timeout\":\"3s\"}")))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theWaitEndsWhenTheOperationDoes(String method) {
        CompletableFuture<HttpResponse<String>> waiting = api.start(method, path + ":wait?timeout=3s");
        awaitWatchers(1);
        api.patch(path, "{\"metadata\":{\"@type\":\"type.example.com/P\"}}");
        api.post(path + ":complete");

        assertThat(waiting)
                .succeedsWithin(Api.TIMEOUT)
                .returns(200, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .endsWith("\"done\":true}");
        awaitWatchers(0);
    }

    @Test
    void theWaitEndsAtItsTimeoutWithTheOperationAsItIs() {
        assertThat(answerWithin(500, 2900, () -> api.post(path + ":wait", "{\"timeout\":\"0.5s\"}")))
                .isEqualTo(running);
        assertThat(answerWithin(500, 2900, () -> api.get(path + ":wait?timeout=0.5s")))
                .isEqualTo(running);
        awaitWatchers(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"timeout\":null}", "{\"name\":\"ignored\"}"})
    void aBlankTimeoutIsTheDefault(String body) {
        assertThat(answerWithin(500, 2900, () -> api.post(path + ":wait", body)))
                .isEqualTo(running);
    }

    @Test
    void anEmptyFormIsABlankTimeout() {
        assertThat(answerWithin(
                        500,
                        2900,
                        () -> api.send(
                                "POST", path + ":wait", "", "Content-Type", "application/x-www-form-urlencoded")))
                .isEqualTo(running);
    }

    @Test
    void aLongTimeoutIsCutToTheMaximum() {
        assertThat(answerWithin(3000, 10_000, () -> api.get(path + ":wait?timeout=3600s")))
                .isEqualTo(running);
    }

    @Test
    void noTimeAtAllIsALook() {
        assertThat(answerWithin(0, 490, () -> api.get(path + ":wait?timeout=0s")))
                .isEqualTo(running);
    }

    @Test
    void whatIsDeletedMeanwhileIsNotFound() {
        CompletableFuture<HttpResponse<String>> waiting = api.start("POST", path + ":wait?timeout=3s");
        awaitWatchers(1);
        api.delete(path);

        assertThat(waiting)
                .succeedsWithin(Api.TIMEOUT)
                .satisfies(answer ->
                        Envelope.of(answer, Reason.OPERATION_NOT_FOUND).isAbout(name));
    }

    @Test
    void whatIsNotThereIsNotFoundAtOnce() {
        Envelope.of(api.get("/v1/operations/none:wait"), Reason.OPERATION_NOT_FOUND)
                .isAbout("operations/none");
        awaitWatchers(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "5", "soon", "1.0000000001s", "9999999999999s"})
    void aTimeoutThatIsNoneIsRefused(String timeout) {
        Envelope.of(api.get(path + ":wait?timeout=" + timeout), Reason.INVALID_PARAMETER)
                .violates("timeout");
        Envelope.of(api.post(path + ":wait", "{\"timeout\":\"" + timeout + "\"}"), Reason.INVALID_BODY)
                .violates("timeout");
    }

    private void awaitWatchers(int count) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> hub.size() == count)
                .blockLast(Api.TIMEOUT);
    }

    private static String answerWithin(long min, long max, Supplier<HttpResponse<String>> request) {
        long start = System.nanoTime();
        HttpResponse<String> answer = request.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isBetween(Duration.ofMillis(min), Duration.ofMillis(max));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        return answer.body();
    }
}
