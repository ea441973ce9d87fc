package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.view.View;
import reactor.core.publisher.Mono;

/** The encoding of a revision and its delivery to the subscribers of one event loop, whose sinks discard it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class FramesBenchmark {

    private static final OperationName NAME = OperationName.parse("operations/report");
    private static final Any METADATA =
            Any.parse("{\"@type\":\"types.example.com/Bench\",\"t\":\"0000123456789012345\"}");
    private static final Operation OPERATION =
            new Operation(NAME, METADATA, org.operationsgateway.core.operation.State.RUNNING);
    private static final Revision.Details DETAILS = new Revision.Details(Instant.EPOCH, false, null, null);
    private static final StreamOptions OPTIONS = new StreamOptions(
            StreamFormat.EVENT_STREAM,
            View.BASIC,
            StreamOptions.Delivery.EVERY_STATE,
            Duration.ofSeconds(2),
            Duration.ZERO);

    @Param("1000")
    private int subscribers;

    private EventExecutor loop = new DefaultEventExecutor();
    private Topic topic = new Topic(NAME, new EmptyLog(), StreamMetrics.NONE, new PermitQueue(Long.MAX_VALUE));
    private long number = 1;
    /** Written by the event loop, polled by the benchmark. */
    private volatile long delivered;

    private static Revision revision(long number) {
        return new Revision.Changed(new RevisionId(1, number), Instant.EPOCH, OPERATION, DETAILS);
    }

    /** Opens the subscribers. */
    @Setup
    public void open() throws InterruptedException {
        topic.publish(revision(1), KnownRevision.NONE);
        loop.submit(() -> {
                    StartPosition start = new StartPosition(1, 0, null);
                    for (int i = 0; i < subscribers; i++) {
                        new OperationSubscriber(topic, start, new CountingSink(), loop, OPTIONS, StreamMetrics.NONE)
                                .open();
                    }
                })
                .sync();
    }

    /** Shuts the event loop down. */
    @TearDown
    public void close() {
        var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Publishes a revision and waits until the last subscriber has written it. */
    @Benchmark
    public void publish() {
        long expected = delivered + subscribers;
        topic.publish(revision(++number), KnownRevision.NONE);
        while (delivered < expected) {
            Thread.onSpinWait();
        }
    }

    /** Encodes a revision, which is done once for all subscribers. */
    @Benchmark
    public byte[] encode() {
        return Objects.requireNonNull(RevisionFrame.of(revision(1)).bytes(StreamFormat.EVENT_STREAM, View.BASIC));
    }

    /** A log that the topic does not need, because no revision is missing. */
    private static final class EmptyLog implements RevisionLog {

        @Override
        public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
            return Mono.empty();
        }

        @Override
        public Mono<StoredOperation> current(OperationName name) {
            return Mono.empty();
        }
    }

    /** A sink that counts the frames and discards them. */
    private final class CountingSink implements FrameSink {

        @Override
        public boolean accepts(byte[] frame, Recency recency) {
            return true;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
        public void write(byte[] frame) {
            delivered++;
        }

        @Override
        public void flush() {}

        @Override
        public void complete() {}
    }
}
