package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.measurement.LatencyHistogram;

/**
 * Many streams that come back at once, each where it was. What it says is asked on the loop.
 *
 * <p>Used in this order: {@link #open}, {@link #drop}, then something is sent to each topic, {@link #reconnect}.
 */
public final class ReconnectStorm implements StreamConnection.Listener {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ClientLoop loop;
    private final int atATime;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final StreamConnection[] all;
    private final @Nullable String[] lastEventIds;
    private final boolean[] served;
    private final BiFunction<Integer, @Nullable String, byte[]> request;
    private int asked;
    private int refused;
    private int alive;
    private int servedCount;
    private long from;
    private long started;

    /**
     * Nothing is open yet.
     *
     * @param atATime how many connections are being opened at a time
     * @param request the bytes that ask for a stream, by its number and the last event id
     */
    public ReconnectStorm(ClientLoop loop, int count, int atATime, BiFunction<Integer, @Nullable String, byte[]> request) {
        this.loop = loop;
        this.atATime = atATime;
        this.request = request;
        this.all = new StreamConnection[count];
        this.lastEventIds = new String[count];
        this.served = new boolean[count];
    }

    /** Opens all of them, and waits until each knows where to resume. */
    public boolean open() throws InterruptedException {
        loop.run(this::connectAll);
        return loop.await(this::everyIdKnown, PATIENCE);
    }

    private boolean everyIdKnown() {
        for (@Nullable StreamConnection subscription : all) {
            if (subscription == null || subscription.lastEventId() == null) {
                return false;
            }
        }
        return true;
    }

    private void connectAll() {
        asked = 0;
        while (asked < Math.min(atATime, all.length)) {
            next();
        }
    }

    private void next() {
        int index = asked++;
        byte[] bytes = request.apply(index, lastEventIds[index]);
        alive++;
        all[index] = new StreamConnection(index, bytes, loop.scratch(), new EventIdScanner(), this);
        loop.connect(all[index], () -> unreachable(all[index]));
    }

    /** Ends all of them, and waits until they have ended. */
    public void drop() throws InterruptedException {
        loop.run(() -> {
            for (int i = 0; i < all.length; i++) {
                lastEventIds[i] = all[i].lastEventId();
                all[i].close();
            }
        });
        loop.await(() -> alive == 0, PATIENCE);
    }

    /**
     * Opens all of them again.
     *
     * @param missed when the first message that they have missed was sent
     * @return whether each has got a message that it had missed
     */
    public boolean reconnect(long missed) throws InterruptedException {
        loop.run(() -> {
            refused = 0;
            from = missed;
            started = System.nanoTime();
            connectAll();
        });
        return loop.await(() -> servedCount == all.length, PATIENCE);
    }

    @Override
    public void answered(StreamConnection subscription, int status) {
        if (status != 200) {
            refused++;
        }
        if (asked < all.length) {
            next();
        }
    }

    @Override
    public void message(int index, long mark, long now) {
        if (from > 0 && mark >= from && !served[index]) {
            served[index] = true;
            servedCount++;
            latencies.record(now - started);
        }
    }

    private void unreachable(StreamConnection subscription) {
        answered(subscription, 0);
        closed(subscription);
    }

    @Override
    public void closed(StreamConnection subscription) {
        alive--;
    }

    /** How many were turned away. */
    public int refused() {
        return refused;
    }

    /** How many got nothing. */
    public int unserved() {
        return all.length - servedCount;
    }

    /** From the moment all came back to each one's first event. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
