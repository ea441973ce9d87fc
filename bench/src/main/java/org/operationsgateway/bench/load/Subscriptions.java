package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.function.IntFunction;
import org.operationsgateway.bench.measurement.Deliveries;

/** Streams with one connection each. Counts are confined to the event loop. */
public final class Subscriptions implements StreamConnection.Listener {

    /** The maximum number of connections that are being opened, below the accept backlog of any server. */
    private static final int MAX_OPENING = 128;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final ClientLoop loop;
    private final Deliveries deliveries;
    private final StreamConnection[] streams;
    private final IntFunction<byte[]> request;
    private int requested;
    private int responses;
    private int accepted;
    private int rejected;
    private int closed;

    /**
     * Creates streams that are not open yet.
     *
     * @param request returns the bytes that request the stream of a topic
     */
    public Subscriptions(ClientLoop loop, int count, Deliveries deliveries, IntFunction<byte[]> request) {
        this.loop = loop;
        this.deliveries = deliveries;
        this.request = request;
        this.streams = new StreamConnection[count];
    }

    /** Opens all streams and waits until each is accepted or rejected. */
    public void open() throws InterruptedException {
        loop.run(() -> {
            while (requested < Math.min(MAX_OPENING, streams.length)) {
                connectNext();
            }
        });
        loop.await(() -> responses == streams.length, TIMEOUT);
    }

    private void connectNext() {
        int index = requested++;
        byte[] bytes = request.apply(deliveries.topicOf(index));
        streams[index] = new StreamConnection(index, bytes, loop.readBuffer(), null, this);
        loop.connect(streams[index], () -> onResponse(streams[index], 0));
    }

    @Override
    public void onResponse(StreamConnection stream, int status) {
        responses++;
        if (status == 200) {
            accepted++;
        } else {
            rejected++;
        }
        if (requested < streams.length) {
            connectNext();
        }
    }

    @Override
    public void onMessage(int index, long timestamp, long now) {
        deliveries.received(index, timestamp, now);
    }

    @Override
    public void onClosed(StreamConnection stream) {
        closed++;
    }

    /** Returns the number of accepted streams. */
    public int accepted() {
        return accepted;
    }

    /** Returns the number of streams that were not accepted. */
    public int rejected() {
        return rejected;
    }

    /** Returns the number of connections that have ended. */
    public int closed() {
        return closed;
    }
}
