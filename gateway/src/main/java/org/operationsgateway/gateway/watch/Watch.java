package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.OptionalInt;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.view.View;
import reactor.core.publisher.Mono;

/**
 * A reference to a topic, acquired before the operation is read, so that no revision is lost between the read and the
 * subscription.
 *
 * <p>Call {@link #current}, then {@link #done} at most once, then {@link #close}, on any thread. Thread-safe.
 */
public final class Watch implements AutoCloseable {

    private static final StreamOptions END_ONLY = new StreamOptions(
            StreamFormat.EVENT_STREAM, View.BASIC, StreamOptions.Delivery.LATEST_STATE, Duration.ZERO, Duration.ZERO);

    private final TopicRegistry registry;
    private final OperationName name;
    private final long sweepsBefore;
    private volatile Topic topic;
    /** The generation of the topic to which the state belongs that was read last. */
    private volatile int generation;

    private volatile Runnable unsubscribe = () -> {};
    private volatile boolean closed;

    Watch(TopicRegistry registry, OperationName name) {
        this.registry = registry;
        this.name = name;
        this.sweepsBefore = registry.sweeps();
        this.topic = registry.acquire(name);
    }

    /**
     * Reads the current state from the database and publishes it to the topic.
     *
     * @return the state; fails with NOT_FOUND if the operation does not exist
     */
    public Mono<StoredOperation> current() {
        return Mono.defer(() -> {
            KnownRevision known = topic.known();
            return registry.reader().current(name).doOnNext(operation -> publish(operation.latest(), known));
        });
    }

    /**
     * Reads the current state as {@link #current()} does.
     *
     * @param reservation the memory for the state, closed by the caller
     */
    public Mono<StoredOperation> current(Reservation reservation) {
        return Mono.defer(() -> {
            KnownRevision known = topic.known();
            return registry.reader()
                    .current(name, reservation)
                    .doOnNext(operation -> publish(operation.latest(), known));
        });
    }

    /** Synchronized with {@link #close}: a state that is read after the close must not register a released topic. */
    private synchronized void publish(Revision current, KnownRevision known) {
        if (closed) {
            return;
        }
        OptionalInt published = topic.publish(current, known);
        if (published.isEmpty()) {
            // The topic belongs to another incarnation of the name.
            registry.retire(topic);
            registry.release(topic);
            topic = registry.acquire(name);
            published = topic.publish(current, KnownRevision.NONE);
        }
        generation = published.orElse(0);
        registry.bindIncarnation(topic, sweepsBefore);
    }

    /**
     * Subscribes a sink; called on its event loop, after {@link #current} has completed.
     *
     * @return the subscriber, to be resumed when the sink becomes writable
     */
    OperationSubscriber subscribe(ResumePoint from, FrameSink sink, EventExecutor loop, StreamOptions options) {
        StartPosition start = switch (from) {
            case ResumePoint.After after -> new StartPosition(after.number(), generation, null);
            case ResumePoint.Unverified unverified ->
                new StartPosition(unverified.received().id().number(), generation, unverified.received());
            case ResumePoint.Reset reset -> new StartPosition(reset.number(), generation, null);
            case ResumePoint.Finished finished -> throw new IllegalArgumentException("The stream has ended");
        };
        if (from instanceof ResumePoint.Reset reset) {
            sink.write(options.reasonBytes("reset", reset.reason()));
        }
        OperationSubscriber subscriber = new OperationSubscriber(topic, start, sink, loop, options, registry.metrics());
        open(subscriber, loop);
        return subscriber;
    }

    /**
     * Completes when the incarnation ends, because the operation is done or deleted, or earlier when the replica shuts
     * down.
     *
     * @param current the id of the state that {@link #current} returned; not the state: a long wait would keep
     *     its payloads in memory
     * @param loop any event loop
     */
    public Mono<Void> done(RevisionId current, EventExecutor loop) {
        return Mono.create(completion -> loop.execute(() -> {
            FrameSink sink = new CompletionSink(completion);
            StartPosition start = new StartPosition(current.number(), generation, null);
            open(new OperationSubscriber(topic, start, sink, loop, END_ONLY, StreamMetrics.NONE), loop);
        }));
    }

    private void open(OperationSubscriber subscriber, EventExecutor loop) {
        Runnable remove = registry.streams().add(subscriber, loop);
        Runnable end = () -> loop.execute(() -> {
            remove.run();
            subscriber.close();
        });
        unsubscribe = end;
        subscriber.open();
        if (closed) {
            end.run();
        }
    }

    /** Ends the subscription, if there is one, and releases the topic. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            registry.release(topic);
        }
        unsubscribe.run();
    }
}
