package org.operationsgateway.client.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.EndOfStreamException;
import org.operationsgateway.client.http.EventStreams;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.client.sse.SseItem;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * The stream of one operation for one subscriber, over any number of connections.
 *
 * <p>The position is the id of the last event that was emitted. It changes in the last stage before the subscriber, so
 * events that an interruption drops between the connection and the subscriber are sent again, and no other ones.
 *
 * <p>If connections are accepted and deliver nothing, a proxy breaks streams. Then the states are read with {@code
 * :wait}, and a stream is tried again after each {@link #POLLING}. The etag of a state is its event id, so the stream
 * resumes exactly.
 *
 * <p>Confined to one subscription with serial signals.
 */
final class OperationSession {

    private static final int MAX_SILENT_CONNECTIONS = 2;
    private static final Duration POLLING = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration WAIT_MARGIN = Duration.ofSeconds(10);

    private final EventStreams streams;
    private final JsonExchange exchange;
    private final Scheduler scheduler;
    private final Reconnection reconnection;
    private final String name;
    private final String query;
    private String position;
    private boolean isCancelEmitted;

    OperationSession(StreamSources sources, String name, Delivery delivery, String position) {
        this.streams = sources.streams();
        this.exchange = sources.exchange();
        this.scheduler = sources.scheduler();
        this.reconnection = new Reconnection(sources.maxOutage(), scheduler);
        this.name = name;
        this.query = delivery == Delivery.LATEST_STATE ? "?conflate=true" : "";
        this.position = position;
    }

    /** Returns the events, up to and including the done state. */
    Flux<OperationEvent> events() {
        return reconnection.keepOpen(Flux.defer(this::connect)).takeUntil(OperationSession::isDone);
    }

    private static boolean isDone(OperationEvent event) {
        return event instanceof OperationEvent.Changed changed
                && changed.operation().done();
    }

    private Flux<OperationEvent> connect() {
        return reconnection.silentConnections() >= MAX_SILENT_CONNECTIONS ? poll() : stream();
    }

    private Flux<OperationEvent> stream() {
        return streams.open(name + query, position)
                .<OperationEvent>handle(this::accept)
                .onErrorMap(TransportErrors::translate)
                .onErrorResume(EndOfStreamException.class, end -> current());
    }

    private void accept(SseItem item, SynchronousSink<OperationEvent> events) {
        switch (item) {
            case SseItem.Retry retry -> reconnection.recordRetry(retry.delay());
            case SseItem.Event event -> accept(event, events);
        }
    }

    private void accept(SseItem.Event event, SynchronousSink<OperationEvent> events) {
        if (!event.type().equals("overloaded")) {
            reconnection.recordEvent();
        }
        switch (event.type()) {
            case "message" -> {
                position = event.lastEventId();
                events.next(new OperationEvent.Changed(OperationJson.parseReceived(event.data())));
            }
            case "reset" -> {
                // If the connection breaks before the next state, the next one begins with the current state.
                position = "";
                events.next(new OperationEvent.Reset(EventJson.member(event.data(), "reason")));
            }
            case "cancel" -> emitCancel(events);
            case "deleted" -> events.error(StreamFailures.deleted(name));
            case "overloaded" -> events.error(StreamFailures.overloaded(EventJson.member(event.data(), "reason")));
            default -> {} // "done" follows the done state, which has ended the stream; others are of later versions.
        }
    }

    private void emitCancel(SynchronousSink<OperationEvent> events) {
        if (!isCancelEmitted) {
            isCancelEmitted = true;
            events.next(new OperationEvent.CancelRequested());
        }
    }

    private Flux<OperationEvent> current() {
        return exchange.send(ApiRequest.get(name + "?view=FULL")).flatMapIterable(this::changes);
    }

    private Flux<OperationEvent> poll() {
        long end = scheduler.now(TimeUnit.NANOSECONDS) + POLLING.toNanos();
        ApiRequest request = ApiRequest.get(name + ":wait?view=FULL&timeout=" + WAIT.toSeconds() + "s")
                .within(WAIT.plus(WAIT_MARGIN));
        return exchange.send(request)
                .repeat(() -> scheduler.now(TimeUnit.NANOSECONDS) < end)
                .concatMapIterable(this::changes, 1)
                .onErrorMap(TransportErrors::translate);
    }

    /** Returns the events of a state that was read outside of a stream. */
    private List<OperationEvent> changes(byte[] json) {
        reconnection.recordEvent();
        String tag = Revision.read(json).tag();
        if (!tag.isEmpty() && tag.equals(position)) {
            return List.of();
        }
        position = tag;
        Operation operation = OperationJson.parseReceived(json);
        return List.of(
                new OperationEvent.Reset(OperationEvent.Reset.STREAM_UNAVAILABLE),
                new OperationEvent.Changed(operation));
    }
}
