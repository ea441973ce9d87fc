package org.operationsgateway.bench.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.measurement.Outcomes;
import org.operationsgateway.bench.request.RequestSource;

/**
 * Connections that send requests: each the next one as soon as the last is answered (a closed loop), or all together at
 * a fixed rate. What it says is asked on the loop.
 */
public final class Producers implements RequestConnection.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long RECONNECT_MILLIS = 100;

    private final ClientLoop loop;
    private final RequestSource traffic;
    private final Outcomes outcomes = new Outcomes();
    private final List<RequestConnection> all = new ArrayList<>();
    private final Deque<RequestConnection> idle = new ArrayDeque<>();
    private @Nullable Schedule schedule;
    private boolean started;
    private boolean waiting;
    private boolean exhausted;
    private boolean ended;
    private long until = Long.MAX_VALUE;
    private int busy;

    /** Opens so many connections, and waits for them. */
    public static Producers open(ClientLoop loop, int count, RequestSource traffic) throws InterruptedException {
        Producers producers = new Producers(loop, traffic);
        loop.run(() -> {
            for (int i = 0; i < count; i++) {
                producers.connect();
            }
        });
        if (!loop.await(() -> producers.idle.size() == count, PATIENCE)) {
            throw new IllegalStateException("The server does not take " + count + " connections");
        }
        return producers;
    }

    private Producers(ClientLoop loop, RequestSource traffic) {
        this.loop = loop;
        this.traffic = traffic;
    }

    private void connect() {
        RequestConnection requester = new RequestConnection(loop.scratch(), this);
        all.add(requester);
        loop.connect(requester, () -> broken(requester));
    }

    /**
     * Begins to send.
     *
     * @param perSecond the rate; 0 for a closed loop
     */
    public void start(double perSecond) throws InterruptedException {
        loop.run(() -> {
            schedule = perSecond > 0 ? new Schedule(System.nanoTime(), perSecond) : null;
            started = true;
            pump();
        });
    }

    /**
     * The measurement begins, with a schedule of its own: what a server that was still cold has left undone is not sent.
     * It ends with the last request that should be sent before a time. To be called on the loop.
     */
    public void measure(long now, long end) {
        if (schedule != null) {
            schedule = schedule.restarted(now);
        }
        outcomes.begin(now);
        until = end;
    }

    /** Waits until no request is in flight, or still to be sent. */
    public boolean drain(Duration limit) throws InterruptedException {
        return loop.await(() -> busy == 0 && (exhausted || nextDue(System.nanoTime()) >= until), limit);
    }

    private long nextDue(long now) {
        return schedule == null ? now : schedule.next();
    }

    private void pump() {
        while (started && !exhausted && !idle.isEmpty()) {
            long now = System.nanoTime();
            long due = nextDue(now);
            if (due >= until) {
                return;
            }
            if (due > now) {
                sleep(due - now);
                return;
            }
            send(due);
        }
    }

    private void send(long due) {
        RequestSource.Request request = traffic.next();
        if (request == null) {
            exhausted = true;
            return;
        }
        if (schedule != null) {
            schedule.take();
        }
        RequestConnection requester = idle.removeFirst();
        requester.id = request.id();
        busy++;
        requester.send(request.template(), due);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What never runs belongs to a run that has ended.
    private void sleep(long nanos) {
        if (!waiting) {
            waiting = true;
            loop.eventLoop().schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        waiting = false;
        pump();
    }

    @Override
    public void ready(RequestConnection requester) {
        idle.addLast(requester);
        pump();
    }

    @Override
    public void response(RequestConnection requester, int status, long now) {
        busy--;
        outcomes.add(status, requester.mark, now);
        traffic.answered(new RequestSource.Answer(requester.id, status, requester.mark, requester.seen, now));
        requester.mark = 0;
        ready(requester);
    }

    @Override
    public void broken(RequestConnection requester) {
        idle.remove(requester);
        if (requester.mark != 0) {
            busy--;
            outcomes.broke(requester.mark);
            requester.mark = 0;
        }
        all.remove(requester);
        if (!ended && !loop.eventLoop().isShuttingDown()) {
            reconnect();
        }
    }

    /** Not at once: a server that has no room would be asked without a pause. */
    @SuppressWarnings("FutureReturnValueIgnored") // What never runs belongs to a run that has ended.
    private void reconnect() {
        loop.eventLoop().schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Closes the connections. To be called on the loop. */
    public void close() {
        ended = true;
        List.copyOf(all).forEach(RequestConnection::close);
    }

    /** How the requests of the measurement ended. */
    public Outcomes outcomes() {
        return outcomes;
    }
}
