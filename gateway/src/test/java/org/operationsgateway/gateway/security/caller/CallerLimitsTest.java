package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.http.RawHttp2Connection;
import org.springframework.test.annotation.DirtiesContext;

/** Callers and addresses that exceed their limits, beside others. */
@GatewayTest(
        properties = {
            "gateway.security.api-keys[0].name=greedy",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.VIEWER,
            "gateway.security.api-keys[0].grants[0]=admin:tenants",
            "gateway.security.api-keys[1].name=honest",
            "gateway.security.api-keys[1].sha256=" + ApiKeyTest.PRODUCER,
            "gateway.security.api-keys[1].grants[0]=admin:tenants",
            "gateway.security.api-keys[2].name=resetting",
            "gateway.security.api-keys[2].sha256=492d4e9cb8c6d72fef95abd592722021d7e3771d2f1b5be70491529e75c47047",
            "gateway.security.api-keys[2].grants[0]=admin:tenants",
            "gateway.security.limits.requests-per-second=10",
            "gateway.security.limits.changes-per-second=5",
            "gateway.security.limits.streams=2",
            "gateway.security.limits.refusals-per-second=10",
        })
@DirtiesContext
class CallerLimitsTest {

    private static final int FLOOD = 60;

    private final Api api;
    private final String collection = "/v1/tenants/" + UUID.randomUUID() + "/operations";

    CallerLimitsTest(Api api) {
        this.api = api;
    }

    private List<Integer> flood(String method, String path, String authorization) {
        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, FLOOD)
                .mapToObj(i -> api.start(method, path, "", "Authorization", authorization))
                .toList();
        return responses.stream().map(response -> response.join().statusCode()).toList();
    }

    @Test
    void aCallerBeyondItsLimitIsRejectedAndAnotherOneIsNot() {
        List<Integer> statuses = flood("GET", collection, "Bearer ogk_viewer");

        assertThat(statuses).contains(200, 429).containsOnly(200, 429);
        assertThat(api.get(collection, "Authorization", "Bearer ogk_producer").statusCode())
                .isEqualTo(200);
    }

    @Test
    void changesHaveALimitOfTheirOwn() {
        List<Integer> statuses = flood("POST", collection, "Bearer ogk_viewer");

        assertThat(statuses).contains(200, 429).containsOnly(200, 429);
        assertThat(statuses).filteredOn(status -> status == 200).hasSizeLessThan(FLOOD / 2);
    }

    @Test
    void anAddressThatGuessesKeysIsSlowedDownAndValidKeysAreNot() {
        List<Integer> statuses = flood("GET", collection, "Bearer ogk_guess");

        assertThat(statuses).contains(401, 429).containsOnly(401, 429);
        assertThat(api.get(collection, "Authorization", "Bearer ogk_producer").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCallerHasALimitedNumberOfStreams() throws Exception {
        try (RawConnection first = stream();
                RawConnection second = stream()) {
            assertThat(first.head().statusCode()).isEqualTo(200);
            assertThat(second.head().statusCode()).isEqualTo(200);
            first.chunk();
            second.chunk();
            try (RawConnection third = stream()) {
                assertThat(third.head().statusCode()).isEqualTo(200);
                assertThat(third.restText()).contains("event: overloaded", "TOO_MANY_STREAMS_OF_CALLER");
            }
        }
    }

    private RawConnection stream() throws Exception {
        RawConnection connection = RawConnection.to(api.port());
        connection.get(collection, "Accept: text/event-stream", "Authorization: Bearer ogk_producer");
        return connection;
    }

    /** They count towards the limit of their caller once they are handled. */
    @Test
    void requestsThatAreResetAtOnceAreNotHandled() throws IOException {
        byte[][] frames = new byte[2 * FLOOD][];
        try (RawHttp2Connection connection = RawHttp2Connection.to(api.port())) {
            for (int i = 0; i < frames.length; i += 2) {
                int stream = connection.newStream();
                frames[i] = Http2Frames.get(stream, collection, "authorization: Bearer ogk_resetting");
                frames[i + 1] = Http2Frames.reset(stream);
            }
            connection.send(Http2Frames.concat(frames));
            connection.ping();
        }

        assertThat(api.get(collection, "Authorization", "Bearer ogk_resetting").statusCode())
                .isEqualTo(200);
    }
}
