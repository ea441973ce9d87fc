package org.operationsgateway.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.tracing.OtlpReceiver.ReceivedSpan;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;

/**
 * A test of traces from a producer over one replica to the streams of another, with a collector of OpenTelemetry. The
 * gateways sample the default share of the requests without a trace.
 */
class TracingIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String NDJSON = "Accept: application/x-ndjson";
    private static final String TRACE_MEMBER = "traceId";
    private static final String METADATA = "{\"metadata\":" + Producer.progress(2) + "}";

    private static OtlpReceiver collector;
    private static TestDatabase database;
    private static GatewayProcess changing;
    private static GatewayProcess streaming;
    private static TracedProducer producer;

    @BeforeAll
    static void start() {
        collector = new OtlpReceiver();
        database = TestDatabase.create();
        String[] settings = {
            "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.endpoint(),
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        };
        changing = GatewayProcess.start(database, settings);
        streaming = GatewayProcess.start(database, settings);
        producer = new TracedProducer(changing.api(), collector.endpoint());
    }

    @AfterAll
    static void stop() {
        producer.close();
        streaming.close();
        changing.close();
        database.close();
        collector.close();
    }

    @Test
    void theTraceOfAProducerReachesItsCollectorAndTheLinesOfAnotherReplica() throws IOException {
        String created = producer.send("POST", "/v1/operations?operationId=traced", "{}");
        try (RawConnection stream = RawConnection.to(streaming.port())) {
            stream.get("/v1/operations/traced", NDJSON);
            stream.head();
            assertThat(line(stream)).endsWith("},\"traceId\":\"" + created + "\"}\n");

            String updated = producer.send("PATCH", "/v1/operations/traced", METADATA);
            assertThat(line(stream)).contains("\"step\":2").endsWith("},\"traceId\":\"" + updated + "\"}\n");
            changing.producer().update("traced", 3);
            assertThat(line(stream)).contains("\"step\":3");
            String renewed = producer.send("POST", "/v1/operations/traced:heartbeat", METADATA);
            assertThat(line(stream)).contains("\"step\":2").endsWith("},\"traceId\":\"" + renewed + "\"}\n");
            String completed = producer.send("POST", "/v1/operations/traced:complete", "{}");
            assertThat(stream.restText())
                    .endsWith("},\"traceId\":\"" + completed + "\"}\n"
                            + "{\"event\":\"done\",\"name\":\"operations/traced\"}\n");

            assertThat(List.of(created, updated, renewed, completed)).allSatisfy(TracingIT::assertServerSpan);
        }
    }

    @Test
    void theTraceOfACancellationAndOfADeletionReachesTheLinesOfAnotherReplica() throws IOException {
        producer.send("POST", "/v1/projects/ends/operations?operationId=asked&cancellation=COOPERATIVE", "{}");
        producer.send("POST", "/v1/projects/ends/operations?operationId=ended", "{}");
        try (RawConnection asked = open("/v1/projects/ends/operations/asked");
                RawConnection ended = open("/v1/projects/ends/operations/ended");
                RawConnection collection = open("/v1/projects/ends/operations")) {
            line(asked);
            line(ended);
            String snapshot = line(collection);
            while (!snapshot.contains("\"event\":\"synced\"")) {
                snapshot = line(collection);
            }
            String request = producer.send("POST", "/v1/projects/ends/operations/asked:cancel", "{}");
            assertThat(line(asked)).contains("operations/asked").contains("},\"traceId\":\"" + request + "\"}\n");
            assertThat(line(collection)).endsWith("},\"traceId\":\"" + request + "\"}\n");
            String cancellation = producer.send("POST", "/v1/projects/ends/operations/ended:cancel", "{}");
            assertThat(line(ended)).contains("\"done\":true").contains("},\"traceId\":\"" + cancellation + "\"}\n");
            assertThat(line(collection)).endsWith("},\"traceId\":\"" + cancellation + "\"}\n");
            String deletion = producer.send("DELETE", "/v1/projects/ends/operations/asked", "");
            assertThat(asked.restText())
                    .contains("{\"event\":\"deleted\",\"name\":\"projects/ends/operations/asked\",\"traceId\":\""
                            + deletion + "\"}\n");
            assertThat(line(collection))
                    .isEqualTo("{\"event\":\"removed\",\"name\":\"projects/ends/operations/asked\",\"traceId\":\""
                            + deletion + "\"}\n");
        }
    }

    @Test
    void changesInABatchHaveTheTracesOfTheirRequests() {
        List<String> traces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            producer.send("POST", "/v1/operations?operationId=batch" + i, "{}");
            traces.add("%032x".formatted(0xabc000 + i));
        }
        for (String change : List.of("cancel", "delete")) {
            List<CompletableFuture<HttpResponse<String>>> requests = IntStream.range(0, 20)
                    .mapToObj(i -> changing.api()
                            .start(
                                    change.equals("cancel") ? "POST" : "DELETE",
                                    "/v1/operations/batch" + i + (change.equals("cancel") ? ":cancel" : ""),
                                    "",
                                    "traceparent",
                                    "00-" + traces.get(i) + "-00f067aa0ba902b7-00"))
                    .toList();
            assertThat(requests)
                    .allSatisfy(
                            request -> assertThat(request.join().statusCode()).isEqualTo(200));
        }
        for (int i = 0; i < 20; i++) {
            String trace = TraceId.parse(traces.get(i)).uuid().toString();
            assertThat(database.texts("select trace_id from operation_event where name = 'operations/batch" + i
                            + "' and revision > 1 order by revision"))
                    .containsExactly(trace, trace);
        }
    }

    private static RawConnection open(String path) throws IOException {
        RawConnection stream = RawConnection.to(streaming.port());
        stream.get(path, NDJSON);
        stream.head();
        return stream;
    }

    /** Checks that the span of the gateway is a child of the producer's span. */
    private static void assertServerSpan(String trace) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(spans("operations-gateway", trace)).hasSize(1));
        ReceivedSpan server = spans("operations-gateway", trace).getFirst();
        assertThat(spans(TracedProducer.SERVICE, trace))
                .singleElement()
                .extracting(ReceivedSpan::spanId)
                .isEqualTo(server.parentId());
        // The template of the path: a name of an operation may be a secret.
        assertThat(server.name()).doesNotContain("traced");
        // A query may contain a credential.
        assertThat(server.text()).contains("/v1/operations").doesNotContain("operationId");
    }

    private static List<ReceivedSpan> spans(String service, String trace) {
        return collector.spans(service).stream()
                .filter(span -> span.traceId().equals(trace))
                .toList();
    }

    @Test
    void theLinesOfACollectionHaveTheTraceIdOnAnyReplica() throws IOException {
        try (RawConnection stream = RawConnection.to(streaming.port())) {
            stream.get("/v1/projects/traces/operations", NDJSON);
            stream.head();
            assertThat(line(stream)).contains("\"event\":\"synced\"").doesNotContain(TRACE_MEMBER);
            String created = producer.send("POST", "/v1/projects/traces/operations?operationId=a", "{}");
            assertThat(line(stream)).contains("operations/a\"").endsWith("},\"traceId\":\"" + created + "\"}\n");
        }
        try (RawConnection snapshot = RawConnection.to(streaming.port())) {
            snapshot.get("/v1/projects/traces/operations", NDJSON);
            snapshot.head();
            assertThat(line(snapshot)).contains("operations/a\"").contains("},\"traceId\":\"");
        }
    }

    @Test
    void aRevisionOfAStatementThatSetsNoTraceHasNone() throws IOException {
        producer.send("POST", "/v1/operations?operationId=stale&cancellation=COOPERATIVE", "{}");
        // As the statements of an older version, this one does not set the columns of the trace.
        database.run("""
                with changed as (
                    update operation
                    set revision = revision + 1, cancel_requested = true, update_time = clock_timestamp(),
                        xid = pg_current_xact_id()
                    where name = 'operations/stale' returning *
                )
                insert into operation_event
                    (life, revision, change, name, done, create_time, cancel_requested, time, xid)
                select life, revision, %d, name, done, create_time, cancel_requested, update_time, xid from changed
                """.formatted(ChangeKind.CANCEL_REQUESTED.number()));
        assertThat(database.texts("select trace_revision from operation where name = 'operations/stale'"))
                .containsExactly("1");
        for (String parameters : List.of("", "?lastEventId=start")) {
            try (RawConnection stream = RawConnection.to(streaming.port())) {
                stream.get("/v1/operations/stale" + parameters, NDJSON);
                stream.head();
                String line = line(stream);
                while (!line.contains("\"event\":\"cancel\"")) {
                    line = line(stream);
                }
                assertThat(line).contains("\"event\":\"message\"").doesNotContain(TRACE_MEMBER);
            }
        }
    }

    @Test
    void theOperationItsHistoryAndServerSentEventsHaveNoTraceId() {
        producer.send("POST", "/v1/operations?operationId=plain", "{}");
        String trace = producer.send("PATCH", "/v1/operations/plain", METADATA);
        Api api = streaming.api();
        List<String> texts = new ArrayList<>();
        for (String path : List.of("", "?view=FULL", ":history", ":wait?timeout=0s")) {
            texts.add(api.get("/v1/operations/plain" + path).body());
        }
        texts.add(api.get("/v1/operations?view=FULL").body());
        try (SseClient client = new SseClient();
                SseConnection stream =
                        client.reopen(streaming.uri("/v1/operations/plain?view=FULL&lastEventId=start"), "start")) {
            texts.add(stream.next().toString());
            texts.add(stream.next().toString());
        }
        assertThat(texts)
                .hasSize(7)
                .allSatisfy(text -> assertThat(text)
                        .contains("operations/plain")
                        .doesNotContain(trace)
                        .doesNotContain(TRACE_MEMBER, "trace_id", "traceparent"));
        assertThat(database.texts(
                        "select trace_id from operation_event where name = 'operations/plain' and revision = 2"))
                .containsExactly(TraceId.parse(trace).uuid().toString());
    }

    @Test
    void theTraceOfASenderThatDoesNotSampleItIsRecordedWithoutASpan() throws IOException {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        HttpResponse<String> response = changing.api()
                .send(
                        "POST",
                        "/v1/operations?operationId=unsampled",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-00");
        assertThat(response.statusCode()).isEqualTo(200);
        try (RawConnection stream = RawConnection.to(streaming.port())) {
            stream.get("/v1/operations/unsampled", NDJSON);
            stream.head();
            assertThat(line(stream)).endsWith("},\"traceId\":\"" + trace + "\"}\n");
        }
        String later = producer.send("POST", "/v1/operations/unsampled:complete", "{}");
        assertServerSpan(later);
        assertThat(spans("operations-gateway", trace)).isEmpty();
    }

    @Test
    void aRequestWithoutATraceThatIsNotSampledHasNoTraceId() throws IOException {
        changing.producer().create("untraced");
        // One of ten is sampled. All of 200 are with a probability of 1e-200, and none with one of 1e-9.
        for (int step = 0; step < 200; step++) {
            changing.producer().update("untraced", step);
        }
        changing.producer().complete("untraced");
        try (RawConnection stream = RawConnection.to(streaming.port())) {
            stream.get("/v1/operations/untraced?lastEventId=start", NDJSON);
            stream.head();
            List<String> lines =
                    stream.restText().lines().filter(line -> !line.isEmpty()).toList();
            long traced =
                    lines.stream().filter(line -> line.contains(TRACE_MEMBER)).count();
            assertThat(lines.size()).isGreaterThan(200);
            assertThat(traced).isBetween(1L, 100L);
        }
    }

    static List<String> hostileHeaders() {
        String id = "4bf92f3577b34da6a3ce929d0e0e4736";
        return List.of(
                "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
                "00-" + id + "-" + "0".repeat(16) + "-01",
                "00-" + id.replace('4', 'g') + "-00f067aa0ba902b7-01",
                "ff-" + id + "-00f067aa0ba902b7-01",
                "00-" + id + "-00f067aa0ba902b7",
                "00-" + id,
                "-",
                "%0d%0aX: 1",
                "\u00e4",
                "a".repeat(64 * 1024),
                "00-" + id + "-00f067aa0ba902b7-01" + "-".repeat(64 * 1024));
    }

    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void aMalformedHeaderChangesNothing(String header) throws IOException {
        String id = "hostile" + Integer.toHexString(header.hashCode());
        changing.producer().create(id);
        int before = changing.output().length();
        try (RawConnection connection = RawConnection.to(changing.port())) {
            String body = "{\"metadata\":" + Producer.progress(7) + "}";
            connection.send(
                    "PATCH /v1/operations/" + id + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\ntraceparent: " + header
                            + "\r\ntracestate: " + "a=b,".repeat(1000) + "\r\n\r\n" + body);
            assertThat(connection.head().statusCode()).isEqualTo(200);
        }
        HttpResponse<String> current = streaming.api().get("/v1/operations/" + id);
        assertThat(current.body()).contains("\"step\":7");
        // A trace that began here and is sampled has an id, which is not that of the header.
        assertThat(database.texts("select trace_id from operation_event where name = 'operations/" + id
                        + "' and trace_id in ('4bf92f35-77b3-4da6-a3ce-929d0e0e4736',"
                        + " '00000000-0000-0000-0000-000000000000')"))
                .isEmpty();
        assertThat(changing.output().substring(before)).doesNotContain("Exception", "ERROR");
    }

    /** Returns the next line that is not a heartbeat. */
    private static String line(RawConnection stream) throws IOException {
        String line = stream.chunkText();
        while (line.equals("\n") || line.contains("\"event\":\"bookmark\"")) {
            line = stream.chunkText();
        }
        return line;
    }
}
