package org.operationsgateway.client;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationEvent;
import org.operationsgateway.client.event.OperationFailedException;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.client.http.EventStreams;
import org.operationsgateway.client.http.HttpSettings;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.RetryBudget;
import org.operationsgateway.client.lease.Producers;
import org.operationsgateway.client.payload.Payloads;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.client.request.OperationPages;
import org.operationsgateway.client.request.OperationRequests;
import org.operationsgateway.client.stream.CollectionStreams;
import org.operationsgateway.client.stream.Delivery;
import org.operationsgateway.client.stream.OperationEvents;
import org.operationsgateway.client.stream.OperationStreams;
import org.operationsgateway.client.stream.SharedOperationStreams;
import org.operationsgateway.client.stream.StreamSources;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** The client over HTTP. Thread-safe. */
final class HttpOperationsClient implements OperationsClient {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Connections connections;
    private final Payloads payloads;
    private final OperationRequests requests;
    private final OperationPages pages;
    private final OperationStreams operations;
    /** Streams of their own, or shared ones. */
    private final OperationEvents states;

    private final CollectionStreams collections;
    private final Producers producers;

    HttpOperationsClient(OperationsClientBuilder builder) {
        HttpSettings settings = builder.settings();
        Scheduler scheduler = Schedulers.parallel();
        RetryBudget budget = new RetryBudget(System::nanoTime);
        connections = builder.connections();
        payloads = Payloads.of(builder.codecs());
        JsonExchange exchange = exchange(builder, connections.requests(), budget);
        // Waits are as long as streams, so they use the same connections.
        JsonExchange waits = exchange(builder, connections.streams(), budget);
        EventStreams streams =
                new EventStreams(connections.streams(), builder.endpoint(), builder.credentials(), settings, scheduler);
        StreamSources sources = new StreamSources(streams, waits, settings.maxOutage(), scheduler);
        requests = new OperationRequests(exchange);
        pages = new OperationPages(exchange);
        operations = new OperationStreams(sources);
        collections = new CollectionStreams(sources);
        states = builder.isSharing() ? new SharedOperationStreams(collections, operations, exchange) : operations;
        producers = new Producers(exchange, operations, payloads, scheduler);
    }

    private static JsonExchange exchange(OperationsClientBuilder builder, HttpClient http, RetryBudget budget) {
        return new JsonExchange(
                http, builder.endpoint(), builder.credentials(), budget, builder.settings(), builder.observer());
    }

    @Override
    public Flux<Operation> watch(String name) {
        return states(name, Delivery.EVERY_STATE);
    }

    @Override
    public Flux<Operation> latest(String name) {
        return states(name, Delivery.LATEST_STATE);
    }

    private Flux<Operation> states(String name, Delivery delivery) {
        return events(states, name, delivery)
                .ofType(OperationEvent.Changed.class)
                .map(OperationEvent.Changed::operation);
    }

    @Override
    public Flux<OperationEvent> events(String name) {
        return events(operations, name, Delivery.EVERY_STATE);
    }

    private static Flux<OperationEvent> events(OperationEvents source, String name, Delivery delivery) {
        return Flux.defer(() -> source.events(OperationName.parse(name).toString(), delivery));
    }

    @Override
    public Mono<Operation> await(String name) {
        return latest(name).filter(Operation::done).next();
    }

    @Override
    public Mono<Operation> await(String name, Duration timeout) {
        Mono<Operation> late = Mono.error(
                () -> new TimeoutException("The operation " + name + " is not done after " + timeout + "; it goes on"));
        return await(name).timeout(timeout, late);
    }

    @Override
    public <T> Mono<T> response(String name, Class<T> type) {
        return await(name).handle((operation, responses) -> emitResponse(operation, type, responses));
    }

    private <T> void emitResponse(Operation operation, Class<T> type, SynchronousSink<T> responses) {
        switch (outcome(operation)) {
            case Outcome.Response response -> responses.next(payloads.decode(response.payload(), type));
            case Outcome.Failure failure -> responses.error(new OperationFailedException(operation, failure));
            case Outcome.NoResult noResult -> {}
        }
    }

    private static Outcome outcome(Operation operation) {
        return operation.state() instanceof State.Done done ? done.outcome() : Outcome.NO_RESULT;
    }

    @Override
    public Flux<CollectionEvent> watchAll(String parent, String filter) {
        return Flux.defer(() -> collections.events(new Parent(parent), filter));
    }

    @Override
    public Flux<Operation> list(String parent, String filter) {
        return Flux.defer(() -> pages.list(new Parent(parent), filter));
    }

    @Override
    public Flux<OperationRevision> history(String name) {
        return Flux.defer(() -> pages.history(OperationName.parse(name)));
    }

    @Override
    public Mono<Operation> get(String name) {
        return named(name, requests::get);
    }

    @Override
    public Mono<Void> cancel(String name) {
        return named(name, requests::cancel);
    }

    @Override
    public Mono<Void> delete(String name) {
        return named(name, requests::delete);
    }

    private static <T> Mono<T> named(String name, Function<OperationName, Mono<T>> request) {
        return Mono.defer(() -> request.apply(OperationName.parse(name)));
    }

    @Override
    public Mono<OperationHandle> create(String parent, CreateOptions options) {
        return Mono.defer(() -> producers.create(new Parent(parent), options));
    }

    @Override
    public OperationHandle handle(String name) {
        return producers.handle(OperationName.parse(name));
    }

    @Override
    public Mono<Operation> run(
            String parent, CreateOptions options, Function<? super OperationHandle, ? extends Publisher<?>> work) {
        return Mono.defer(() -> producers.run(new Parent(parent), options, work));
    }

    @Override
    public Mono<Void> closeLater() {
        return producers.shutDown().timeout(CLOSE_TIMEOUT, Mono.empty()).then(Mono.defer(connections::close));
    }

    @Override
    public void close() {
        if (Schedulers.isInNonBlockingThread()) {
            closeLater().subscribe();
        } else {
            closeLater().block(CLOSE_TIMEOUT.multipliedBy(2));
        }
    }
}
