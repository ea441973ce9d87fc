package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.measurement.Outcomes;
import org.operationsgateway.bench.request.RequestSource;

/**
 * Connections that send the requests of one source: in a closed loop, or together at a fixed rate.
 *
 * <p>In a closed loop, each connection sends its next request when it has received the last response. Confined to the
 * event loop, except where noted.
 */
public final class Producers implements RequestConnection.Listener {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final ClientLoop loop;
    private final RequestSource source;
    private final Outcomes outcomes = new Outcomes();
    private final ConnectionPool connections;
    private @Nullable Schedule schedule;
    private boolean started;
    private boolean timerSet;
    private boolean exhausted;
    private long end = Long.MAX_VALUE;
    private int inFlight;

    /** Opens connections and waits until all of them are open. Called from another thread than that of the loop. */
    public static Producers open(ClientLoop loop, int count, RequestSource source) throws InterruptedException {
        Producers producers = new Producers(loop, source);
        loop.run(() -> {
            for (int i = 0; i < count; i++) {
                producers.connections.connect();
            }
        });
        if (!loop.await(() -> producers.connections.idleCount() == count, CONNECT_TIMEOUT)) {
            throw new IllegalStateException("The server did not accept %d connections within %d s"
                    .formatted(count, CONNECT_TIMEOUT.toSeconds()));
        }
        return producers;
    }

    private Producers(ClientLoop loop, RequestSource source) {
        this.loop = loop;
        this.source = source;
        this.connections = new ConnectionPool(loop, this);
    }

    /**
     * Starts to send requests. Called from another thread than that of the loop.
     *
     * @param perSecond the rate of all connections together; 0 for a closed loop
     */
    public void start(double perSecond) throws InterruptedException {
        loop.run(() -> {
            schedule = perSecond > 0 ? new Schedule(System.nanoTime(), perSecond) : null;
            started = true;
            sendDue();
        });
    }

    /**
     * Starts the measurement with a new schedule: requests that are overdue from the warm-up are not sent.
     *
     * @param endNanos the due time from which no request is sent
     */
    public void startMeasurement(long now, long endNanos) {
        if (schedule != null) {
            schedule = schedule.restarted(now);
        }
        outcomes.startMeasurement(now);
        end = endNanos;
    }

    /**
     * Waits until no request is in flight or remains to be sent. Called from another thread than that of the loop.
     *
     * @return whether this was so in time
     */
    public boolean drain(Duration limit) throws InterruptedException {
        return loop.await(() -> inFlight == 0 && (exhausted || nextDue(System.nanoTime()) >= end), limit);
    }

    private long nextDue(long now) {
        return schedule == null ? now : schedule.nextDue();
    }

    private void sendDue() {
        while (started && !exhausted && connections.hasIdle()) {
            long now = System.nanoTime();
            long due = nextDue(now);
            if (due >= end) {
                return;
            }
            if (due > now) {
                setTimer(due - now);
                return;
            }
            send(due);
        }
    }

    private void send(long due) {
        RequestSource.Request request = source.next();
        if (request == null) {
            exhausted = true;
            return;
        }
        if (schedule != null) {
            schedule.advance();
        }
        RequestConnection connection = connections.acquire();
        connection.requestId = request.id();
        inFlight++;
        connection.send(request.template(), due);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A task that never runs belongs to a loop that has ended.
    private void setTimer(long nanos) {
        if (!timerSet) {
            timerSet = true;
            loop.eventLoop().schedule(this::onTimer, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        timerSet = false;
        sendDue();
    }

    @Override
    public void onConnected(RequestConnection connection) {
        connections.release(connection);
        sendDue();
    }

    @Override
    public void onResponse(RequestConnection connection, int status, long now) {
        inFlight--;
        outcomes.responded(status, connection.due, now);
        source.onResponse(new RequestSource.Response(
                connection.requestId, status, connection.due, connection.lastTimestamp, now));
        connection.due = 0;
        connections.release(connection);
        sendDue();
    }

    @Override
    public void onClosed(RequestConnection connection) {
        if (connection.due != 0) {
            inFlight--;
            outcomes.connectionLost(connection.due);
            connection.due = 0;
        }
        connections.replace(connection);
    }

    /** Closes the connections. */
    public void close() {
        connections.close();
    }

    /** Returns the outcomes of the requests of the measurement. */
    public Outcomes outcomes() {
        return outcomes;
    }
}
