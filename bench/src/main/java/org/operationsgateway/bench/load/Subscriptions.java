package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.measurement.Deliveries;

/** Many streams, each on a connection of its own. What it says is asked on the loop. */
public final class Subscriptions implements StreamConnection.Listener {

    /** How many connections are being opened at a time, so that no server's backlog overflows. */
    private static final int OPENING = 128;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClientLoop loop;
    private final Deliveries deliveries;
    private final StreamConnection[] all;
    private final IntFunction<byte[]> request;
    private int asked;
    private int answered;
    private int open;
    private int refused;
    private int closed;

    /**
     * None of them is open yet.
     *
     * @param request the bytes that ask for the stream of a topic
     */
    public Subscriptions(ClientLoop loop, int count, Deliveries deliveries, IntFunction<byte[]> request) {
        this.loop = loop;
        this.deliveries = deliveries;
        this.request = request;
        this.all = new StreamConnection[count];
    }

    /** Opens all of them, a few at a time, and waits until each has been answered. */
    public void open() throws InterruptedException {
        loop.run(() -> {
            while (asked < Math.min(OPENING, all.length)) {
                next();
            }
        });
        loop.await(() -> answered == all.length, PATIENCE);
    }

    private void next() {
        int index = asked++;
        byte[] bytes = request.apply(deliveries.topicOf(index));
        all[index] = new StreamConnection(index, bytes, loop.scratch(), null, this);
        loop.connect(all[index], () -> answered(all[index], 0));
    }

    @Override
    public void answered(StreamConnection subscription, int status) {
        answered++;
        if (status == 200) {
            open++;
        } else {
            refused++;
        }
        if (asked < all.length) {
            next();
        }
    }

    @Override
    public void message(int index, long mark, long now) {
        deliveries.received(index, mark, now);
    }

    @Override
    public void closed(StreamConnection subscription) {
        closed++;
    }

    /** Ends all of them. */
    public void close() {
        for (@Nullable StreamConnection subscription : all) {
            if (subscription != null) {
                subscription.close();
            }
        }
    }

    /** How many were accepted. */
    public int accepted() {
        return open;
    }

    /** How many were not. */
    public int refused() {
        return refused;
    }

    /** How many have ended, whoever ended them. */
    public int closedCount() {
        return closed;
    }
}
