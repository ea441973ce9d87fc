package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/**
 * Streams that are all closed and then resumed at the same time. Counts and latencies are confined to the event loop.
 *
 * <p>The order of calls is {@link #open}, {@link #close}, one message to each topic, {@link #reconnect}.
 */
public final class ReconnectStorm implements StreamConnection.Listener {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ClientLoop loop;
    private final int maxOpening;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final StreamConnection[] streams;
    private final @Nullable String[] lastEventIds;
    private final boolean[] served;
    private final BiFunction<Integer, @Nullable String, byte[]> request;
    private int requested;
    private int rejected;
    private int connections;
    private int servedCount;
    private long firstMissed;
    private long started;

    /**
     * Creates streams that are not open yet.
     *
     * @param maxOpening the maximum number of connections that are being opened
     * @param request returns the bytes of a request, for the index of a stream and its last event id
     */
    public ReconnectStorm(
            ClientLoop loop, int count, int maxOpening, BiFunction<Integer, @Nullable String, byte[]> request) {
        this.loop = loop;
        this.maxOpening = maxOpening;
        this.request = request;
        this.streams = new StreamConnection[count];
        this.lastEventIds = new String[count];
        this.served = new boolean[count];
    }

    /**
     * Opens all streams and waits until each has an event id.
     *
     * @return whether each stream had an event id in time
     */
    public boolean open() throws InterruptedException {
        loop.run(this::connectAll);
        return loop.await(this::everyIdKnown, TIMEOUT);
    }

    private boolean everyIdKnown() {
        for (@Nullable StreamConnection stream : streams) {
            if (stream == null || stream.lastEventId() == null) {
                return false;
            }
        }
        return true;
    }

    private void connectAll() {
        requested = 0;
        while (requested < Math.min(maxOpening, streams.length)) {
            connectNext();
        }
    }

    private void connectNext() {
        int index = requested++;
        byte[] bytes = request.apply(index, lastEventIds[index]);
        connections++;
        streams[index] = new StreamConnection(index, bytes, loop.readBuffer(), new EventIdScanner(), this);
        loop.connect(streams[index], () -> connectFailed(streams[index]));
    }

    /** Closes all streams and waits until their connections have ended. */
    public void close() throws InterruptedException {
        loop.run(() -> {
            for (int i = 0; i < streams.length; i++) {
                lastEventIds[i] = streams[i].lastEventId();
                streams[i].close();
            }
        });
        loop.await(() -> connections == 0, TIMEOUT);
    }

    /**
     * Resumes all streams and waits until each has received a message that it missed.
     *
     * @param missedSince the due time of the first missed message
     * @return whether each stream received one in time
     */
    public boolean reconnect(long missedSince) throws InterruptedException {
        loop.run(() -> {
            rejected = 0;
            firstMissed = missedSince;
            started = System.nanoTime();
            connectAll();
        });
        return loop.await(() -> servedCount == streams.length, TIMEOUT);
    }

    @Override
    public void onResponse(StreamConnection stream, int status) {
        if (status != 200) {
            rejected++;
        }
        if (requested < streams.length) {
            connectNext();
        }
    }

    @Override
    public void onMessage(int index, long timestamp, long now) {
        if (firstMissed > 0 && timestamp >= firstMissed && !served[index]) {
            served[index] = true;
            servedCount++;
            latencies.record(now - started);
        }
    }

    private void connectFailed(StreamConnection stream) {
        onResponse(stream, 0);
        onClosed(stream);
    }

    @Override
    public void onClosed(StreamConnection stream) {
        connections--;
    }

    /** Returns the number of streams that were not accepted when they reconnected. */
    public int rejected() {
        return rejected;
    }

    /** Returns the number of streams that did not receive a missed message. */
    public int unserved() {
        return streams.length - servedCount;
    }

    /** Returns the latencies from the start of the storm to the first missed message of each stream. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
