package org.operationsgateway.robustness.traffic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Connection;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.ReceivedEvent;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Subscription;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.replica.Endpoint;
import org.operationsgateway.robustness.replica.Endpoints;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.operationsgateway.testkit.sse.SseReader;

/**
 * A subscriber of an operation or a collection. Resumes on a random endpoint after each end of a connection, until the
 * server ends the subscription with 204 or 404. Runs on its own thread.
 */
public final class Subscriber implements Runnable {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(12);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(400);
    private static final Duration SLOW_READ_DELAY = Duration.ofMillis(2);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final String name;
    private final SubscriberSettings settings;
    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Phase phase;
    private final RandomGenerator random;
    private final List<Connection> connections = new ArrayList<>();
    private @Nullable String lastEventId;
    private Duration reconnectDelay = RECONNECT_DELAY;
    private volatile boolean finished;
    private volatile boolean received;
    private volatile boolean disconnecting;
    private volatile Instant stalledUntil = Instant.MIN;
    private volatile @Nullable SseReader stream;

    Subscriber(
            String name,
            SubscriberSettings settings,
            Endpoints endpoints,
            Recorder recorder,
            Phase phase,
            RandomGenerator random) {
        this.name = name;
        this.settings = settings;
        this.endpoints = endpoints;
        this.recorder = recorder;
        this.phase = phase;
        this.random = random;
        this.lastEventId = settings.lastEventId();
    }

    /** Stops reading after the next event, until a time. */
    public void stallUntil(Instant time) {
        stalledUntil = time;
    }

    /** Returns whether an event has been received. */
    public boolean hasReceived() {
        return received;
    }

    /** Returns whether the server has ended the subscription. */
    boolean finished() {
        return finished;
    }

    /** Closes the current connection. */
    void disconnect() {
        disconnecting = true;
        SseReader open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closed) {
                // The connection has ended in either case.
            }
        }
    }

    @Override
    public void run() {
        while (!finished && !phase.isOver()) {
            try {
                connect();
            } catch (IOException unreachable) {
                // The endpoint is down, or stopped before it sent a response.
            }
            if (!finished && !phase.isOver()) {
                Pause.of(reconnectDelay);
            }
        }
        boolean streamedCollection =
                settings.kind() == Kind.COLLECTION && connections.stream().anyMatch(Connection::isStream);
        recorder.add(new Subscription(
                name,
                settings.kind(),
                settings.target(),
                settings.pace(),
                connections,
                finished || streamedCollection));
    }

    private void connect() throws IOException {
        Endpoint endpoint = endpoints.any(random);
        Instant opened = Instant.now();
        String resumeAfter = lastEventId;
        disconnecting = false;
        try (SseReader open = SseReader.open(
                endpoint.address(),
                settings.path(),
                resumeAfter,
                settings.receiveBufferBytes(),
                READ_TIMEOUT,
                RECONNECT_DELAY)) {
            stream = open;
            Instant answered = Instant.now();
            int status = open.status();
            List<ReceivedEvent> events = new ArrayList<>();
            Ending ending = status == 200 ? read(open, events) : Ending.SERVER;
            reconnectDelay = open.retry();
            connections.add(new Connection(
                    endpoint.name(), resumeAfter, status, opened, answered, Instant.now(), events, ending));
            finished = status == NO_CONTENT || (status == NOT_FOUND && settings.kind() == Kind.OPERATION);
        }
    }

    private Ending read(SseReader open, List<ReceivedEvent> events) {
        if (settings.disconnects() && phase.isLoad()) {
            disconnectLater(open);
        }
        try {
            for (Optional<Event> next = open.next(); next.isPresent(); next = open.next()) {
                receive(next.get(), events);
            }
            return Ending.SERVER;
        } catch (IOException broken) {
            return disconnecting ? Ending.CLIENT : Ending.LOST;
        }
    }

    private void receive(Event event, List<ReceivedEvent> events) {
        lastEventId = event.lastEventId().isEmpty() ? null : event.lastEventId();
        events.add(new ReceivedEvent(
                Instant.now(), event.type(), recorder.intern(event.lastEventId()), recorder.intern(event.data())));
        received = true;
        if (settings.pace() == Subscription.Pace.SLOW) {
            Pause.of(SLOW_READ_DELAY);
        }
        while (Instant.now().isBefore(stalledUntil) && !phase.isOver()) {
            Pause.of(Duration.ofMillis(50));
        }
    }

    private void disconnectLater(SseReader open) {
        Duration delay = Duration.ofMillis((long) (random.nextExponential() * 6000) + 20);
        Thread.ofVirtual().start(() -> {
            Pause.of(delay);
            if (stream == open && phase.isLoad()) {
                disconnect();
            }
        });
    }
}
