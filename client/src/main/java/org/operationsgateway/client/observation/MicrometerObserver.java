package org.operationsgateway.client.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.JsonExchange;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The observer that records an {@link Observation} named {@value #NAME} for each request. Thread-safe.
 *
 * <p>Its parent is the observation in the Reactor context, otherwise that of the subscribing thread. A tracing handler
 * adds the headers of its trace. Streams are not observed, because they have no latency.
 */
public final class MicrometerObserver implements JsonExchange.Observer {

    static final String NAME = "operations.client.requests";

    /** The key of Micrometer's ObservationThreadLocalAccessor, whose class needs a further library. */
    private static final String CONTEXT_KEY = "micrometer.observation";

    private final ObservationRegistry registry;

    /** Creates an observer. */
    public MicrometerObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Mono<byte[]> observe(ApiRequest request, Function<Map<String, String>, Mono<byte[]>> exchange) {
        return Mono.deferContextual(context -> {
            Map<String, String> headers = new HashMap<>();
            Observation observation = start(request, headers, context);
            return exchange.apply(headers)
                    .doOnError(observation::error)
                    .doFinally(end -> observation.stop())
                    .contextWrite(inner -> inner.put(CONTEXT_KEY, observation));
        });
    }

    private Observation start(ApiRequest request, Map<String, String> headers, ContextView reactor) {
        RequestReplySenderContext<Map<String, String>, Object> sender = new RequestReplySenderContext<>(
                (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value));
        sender.setCarrier(headers);
        Observation observation = Observation.createNotStarted(NAME, () -> sender, registry)
                .contextualName(request.route())
                .lowCardinalityKeyValue("route", request.route());
        Observation parent = reactor.getOrDefault(CONTEXT_KEY, null);
        return (parent == null ? observation : observation.parentObservation(parent)).start();
    }
}
