package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** Tests of filters with many terms on an operation with a long list. */
@GatewayTest
class ExpensiveFilterTest {

    private static final String[] JSON = {"Content-Type", "application/json"};
    private static final int ELEMENTS = 80_000;
    private static final int STREAMS = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Generous, for a machine that runs many other builds. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final String run = UUID.randomUUID().toString();
    private final String hostile = "/v1/hostile/" + run + "/operations";
    private final String honest = "/v1/honest/" + run + "/operations";
    private final SseClient client = new SseClient();
    private final Api api;

    ExpensiveFilterTest(Api api) {
        this.api = api;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void streamsWithExpensiveFiltersEndAndDelayNoOther() {
        List<SseConnection> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            SseConnection stream = client.open(api.uri(hostile + "?filter=" + filter("stream" + i)));
            stream.next("synced");
            streams.add(stream);
        }
        SseConnection watched = client.open(api.uri(honest));
        watched.next("synced");
        api.post(honest + "?operationId=x");
        watched.next("message");

        List<CompletableFuture<HttpResponse<String>>> changes = IntStream.range(0, 5)
                .mapToObj(n -> api.start("POST", hostile + "?operationId=large" + n, large(n), JSON))
                .toList();
        changes.forEach(CompletableFuture::join);
        for (int step = 1; step <= 5; step++) {
            long start = System.nanoTime();
            api.patch(honest + "/x", "{\"metadata\":{\"@type\":\"t/T\",\"step\":" + step + "}}");
            await().atMost(TIMEOUT).until(() -> watched.next("message") != null);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }

        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.rest())
                        .last()
                        .returns("overloaded", Event::type)
                        .extracting(Event::data)
                        .asString()
                        .contains("FILTER_TOO_EXPENSIVE"));
    }

    @Test
    void aListWithAnExpensiveFilterEndsAsItselfAndNotAsAnOutage() {
        for (int n = 0; n < 5; n++) {
            api.send("POST", hostile, large(n), JSON);
        }
        HttpResponse<String> response = api.get(hostile + "?filter=" + filter("list"));
        assertThat(response.statusCode()).isIn(200, 504);
        assertThat(api.get(honest).statusCode()).isEqualTo(200);
    }

    @Test
    void aFilterHasUpTo20ComparisonsOfLists() {
        String hundred =
                IntStream.range(0, 100).mapToObj(n -> "metadata.v.a:x" + n).collect(Collectors.joining(" OR "));
        HttpResponse<String> list = api.get(hostile + "?filter=" + encoded(hundred));
        assertThat(list.statusCode()).isEqualTo(400);
        assertThat(list.body()).contains("INVALID_FILTER", "at most 20 comparisons with :");
        assertThat(api.get(hostile + "?alt=sse&filter=" + encoded(hundred)).statusCode())
                .isEqualTo(400);
    }

    private static String filter(String value) {
        return encoded(IntStream.range(0, 20)
                .mapToObj(n -> "metadata.v.a:" + value + "x" + n)
                .collect(Collectors.joining(" OR ")));
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static String large(int number) {
        String list = "{\"a\":1},".repeat(ELEMENTS - 1) + "{\"a\":1}";
        return "{\"metadata\":{\"@type\":\"t/T\",\"number\":" + number + ",\"v\":[" + list + "]}}";
    }
}
