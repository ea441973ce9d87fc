package org.operationsgateway.robustness.traffic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.stream.EventStream;
import org.operationsgateway.robustness.stream.ServerEvent;

/**
 * Follows an operation or a collection over as many connections as it takes, each to a random replica, until it is told
 * that there is nothing more to come. Runs in a thread of its own.
 */
public final class Subscriber implements Runnable {

    private static final Duration SILENCE = Duration.ofSeconds(12);
    private static final Duration RETRY = Duration.ofMillis(400);
    private static final Duration SLOWNESS = Duration.ofMillis(2);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final String name;
    private final SubscriberSettings what;
    private final Replicas replicas;
    private final Recorder recorder;
    private final Phase phase;
    private final RandomGenerator random;
    private final List<Connection> connections = new ArrayList<>();
    private @Nullable String lastEventId;
    private Duration retry = RETRY;
    private volatile boolean finished;
    private volatile boolean heard;
    private volatile boolean leaving;
    private volatile Instant stalledUntil = Instant.MIN;
    private volatile @Nullable EventStream stream;

    Subscriber(
            String name, SubscriberSettings what, Replicas replicas, Recorder recorder, Phase phase, RandomGenerator random) {
        this.name = name;
        this.what = what;
        this.replicas = replicas;
        this.recorder = recorder;
        this.phase = phase;
        this.random = random;
        this.lastEventId = what.lastEventId();
    }

    /** Stops reading until then, whatever comes. */
    public void stallUntil(Instant time) {
        stalledUntil = time;
    }

    /** Whether it has had anything yet. */
    public boolean heard() {
        return heard;
    }

    /** Whether it waits for nothing more. */
    boolean finished() {
        return finished;
    }

    /** Has it return, wherever it is. */
    void leave() {
        leaving = true;
        closeQuietly();
    }

    @Override
    public void run() {
        while (!finished && !phase.over()) {
            try {
                connect();
            } catch (IOException unreachable) {
                // The replica is down, or went away before it had answered.
            }
            if (!finished && !phase.over()) {
                Pause.of(retry);
            }
        }
        boolean followed =
                what.kind() == Kind.COLLECTION && connections.stream().anyMatch(Connection::stream);
        recorder.add(
                new Subscription(name, what.kind(), what.target(), what.pace(), connections, finished || followed));
    }

    private void connect() throws IOException {
        Replica replica = replicas.any(random);
        Instant opened = Instant.now();
        String resume = lastEventId;
        leaving = false;
        try (EventStream open =
                EventStream.open(replica.address(), what.path(), resume, what.receiveBuffer(), SILENCE, RETRY)) {
            stream = open;
            List<ReceivedEvent> events = new ArrayList<>();
            Ending ending = open.status() == 200 ? read(open, events) : Ending.SERVER;
            retry = open.retry();
            connections.add(
                    new Connection(replica.name(), resume, open.status(), opened, Instant.now(), events, ending));
            finished = open.status() == NO_CONTENT || (open.status() == NOT_FOUND && what.kind() == Kind.OPERATION);
        }
    }

    private Ending read(EventStream open, List<ReceivedEvent> events) {
        leaveOnAWhim(open);
        try {
            for (Optional<ServerEvent> next = open.next(); next.isPresent(); next = open.next()) {
                receive(next.get(), events);
            }
            return Ending.SERVER;
        } catch (IOException broken) {
            return leaving ? Ending.CLIENT : Ending.LOST;
        }
    }

    private void receive(ServerEvent event, List<ReceivedEvent> events) {
        lastEventId = event.lastEventId().isEmpty() ? null : event.lastEventId();
        events.add(new ReceivedEvent(
                Instant.now(), event.type(), recorder.shared(event.lastEventId()), recorder.shared(event.data())));
        heard = true;
        if (what.pace() == Subscription.Pace.SLOW) {
            Pause.of(SLOWNESS);
        }
        while (Instant.now().isBefore(stalledUntil) && !phase.over()) {
            Pause.of(Duration.ofMillis(50));
        }
    }

    private void leaveOnAWhim(EventStream open) {
        if (!what.restless() || !phase.load()) {
            return;
        }
        Duration stay = Duration.ofMillis((long) (random.nextExponential() * 6000) + 20);
        Thread.ofVirtual().start(() -> {
            Pause.of(stay);
            if (stream == open && phase.load()) {
                leave();
            }
        });
    }

    private void closeQuietly() {
        EventStream open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closed) {
                // It is gone, which is what was wanted.
            }
        }
    }
}
