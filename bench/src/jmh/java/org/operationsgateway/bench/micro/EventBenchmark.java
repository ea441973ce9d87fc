package org.operationsgateway.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.operationsgateway.client.sse.SseDecoder;
import org.operationsgateway.client.sse.SseItem;
import org.operationsgateway.core.wire.OperationJson;

/** A benchmark of the client: the events of a stream from bytes to operations. The time is that of one event. */
@State(Scope.Benchmark)
public class EventBenchmark extends NanosecondBenchmark {

    private static final int EVENTS = 100;
    private static final int MAX_EVENT_BYTES = 1024 * 1024;
    private static final String EVENT = "id: 21fnya4j-3-kuscx\n"
            + "data: {\"name\":\"operations/report\",\"metadata\":{\"@type\":\"types.example.com/Bench\","
            + "\"t\":\"0000123456789012345\"},\"done\":false}\n\n";

    private byte[] bytes = EVENT.repeat(EVENTS).getBytes(UTF_8);

    /** Decodes the events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decode(Blackhole events) {
        new SseDecoder("", MAX_EVENT_BYTES).decode(bytes, 0, bytes.length, events::consume);
    }

    /** Decodes the events and parses their operations. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decodeAndParse(Blackhole operations) {
        new SseDecoder("", MAX_EVENT_BYTES)
                .decode(
                        bytes,
                        0,
                        bytes.length,
                        item -> operations.consume(OperationJson.parseReceived(((SseItem.Event) item).data())));
    }
}
