package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.store.Snapshot;
import reactor.core.publisher.Mono;

/**
 * A claim on one operation's changes: laid before its state is read, so that nothing falls between the two.
 *
 * <p>First read the {@linkplain #current state}, then {@linkplain #subscribe subscribe} once, then close, on any thread.
 */
public final class Watch implements AutoCloseable {

    private static final StreamOptions ONLY_THE_END =
            new StreamOptions(StreamFormat.NDJSON, StreamOptions.Delivery.LATEST_STATE, Duration.ZERO, Duration.ZERO);

    private final WatchHub hub;
    private final OperationName name;
    private final long sweepsBefore;
    private volatile Topic topic;
    private volatile Runnable stop = () -> {};
    private volatile boolean closed;

    Watch(WatchHub hub, OperationName name) {
        this.hub = hub;
        this.name = name;
        this.sweepsBefore = hub.sweeps();
        this.topic = hub.claim(name);
    }

    /** The state now, read from the database; fails with NOT_FOUND if there is no such operation. */
    public Mono<Snapshot> current() {
        return hub.reader().current(name).doOnNext(this::learn);
    }

    private void learn(Snapshot snapshot) {
        if (!topic.offer(snapshot.latest())) {
            // The topic was about an earlier life of that name.
            hub.retire(topic);
            hub.release(topic);
            topic = hub.claim(name);
            topic.offer(snapshot.latest());
        }
        hub.born(topic, sweepsBefore);
    }

    /**
     * Begins to deliver; called on the event loop that the sink belongs to, after the {@linkplain #current state} has
     * been read.
     *
     * @return the subscriber, to be told when the sink is writable again
     */
    public Subscriber subscribe(Resumption from, FrameSink sink, EventExecutor loop, StreamOptions options) {
        long position = switch (from) {
            case Resumption.After after -> after.number();
            case Resumption.Reset reset -> reset.number();
            case Resumption.Finished finished -> throw new IllegalArgumentException("There is nothing to come");
        };
        if (from instanceof Resumption.Reset reset) {
            sink.write(options.eventBytes("reset", "{\"reason\":\"" + reset.reason() + "\"}"));
        }
        Subscriber subscriber = new Subscriber(topic, position, sink, loop, options, hub.metrics());
        open(subscriber, loop);
        return subscriber;
    }

    /**
     * Completes when the operation's life ends: when it is done, or deleted. It may also complete before, because this
     * replica shuts down.
     *
     * @param seen the {@linkplain #current state} that was read
     * @param loop any event loop
     */
    public Mono<Void> done(Snapshot seen, EventExecutor loop) {
        return Mono.create(end -> loop.execute(() -> {
            FrameSink sink = new DoneSink(end);
            long position = seen.id().number();
            open(new Subscriber(topic, position, sink, loop, ONLY_THE_END, WatchMetrics.NONE), loop);
        }));
    }

    private void open(Subscriber subscriber, EventExecutor loop) {
        Runnable remove = hub.streams().add(subscriber, loop);
        Runnable stopping = () -> loop.execute(() -> {
            remove.run();
            subscriber.close();
        });
        stop = stopping;
        subscriber.open();
        if (closed) {
            stopping.run();
        }
    }

    /** Ends the subscription, if there is one, and gives up the claim. */
    @Override
    public void close() {
        closed = true;
        stop.run();
        hub.release(topic);
    }
}
