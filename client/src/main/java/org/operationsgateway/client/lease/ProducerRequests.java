package org.operationsgateway.client.lease;

import static org.operationsgateway.client.http.Endpoint.escape;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.core.wire.StatusJson;
import reactor.core.publisher.Mono;

/** The requests of a producer. Each may be repeated: a request id, or its content, makes it idempotent. Thread-safe. */
final class ProducerRequests {

    private static final String METADATA = "metadata";
    private static final int NANO_DIGITS = 9;

    private final JsonExchange exchange;
    private final RequestIds requestIds = new RequestIds();

    ProducerRequests(JsonExchange exchange) {
        this.exchange = exchange;
    }

    Mono<Operation> create(Parent parent, CreateOptions options, @Nullable Any metadata) {
        return Mono.defer(() -> {
            String requestId = options.requestId() == null ? requestIds.next() : options.requestId();
            StringBuilder resource = new StringBuilder(parent.collection())
                    .append("?requestId=")
                    .append(escape(requestId))
                    .append("&cancellation=")
                    .append(options.cancellation());
            append(resource, "operationId", options.operationId());
            append(resource, "lease", options.lease());
            append(resource, "timeout", options.timeout());
            append(resource, "ttl", options.ttl());
            return operation(ApiRequest.post(resource.toString(), body(METADATA, metadata)));
        });
    }

    private static void append(StringBuilder resource, String name, @Nullable Object value) {
        if (value != null) {
            String text = value instanceof Duration duration ? text(duration) : value.toString();
            resource.append('&').append(name).append('=').append(escape(text));
        }
    }

    /** Returns the ProtoJSON form of a duration. */
    private static String text(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds())
                        .add(BigDecimal.valueOf(duration.toNanosPart(), NANO_DIGITS))
                        .toPlainString()
                + "s";
    }

    Mono<Operation> update(OperationName name, Any metadata) {
        return Mono.defer(
                () -> operation(ApiRequest.patch(name + "?requestId=" + requestIds.next(), body(METADATA, metadata))));
    }

    Mono<Operation> complete(OperationName name, Outcome outcome, @Nullable Any lastMetadata) {
        JsonBuilder json = JsonBuilder.object();
        switch (outcome) {
            case Outcome.Response response ->
                json.raw("response", response.payload().json());
            case Outcome.Failure failure -> json.raw("error", StatusJson.write(failure.error()));
            case Outcome.NoResult noResult -> {}
        }
        if (lastMetadata != null) {
            json.raw(METADATA, lastMetadata.json());
        }
        return operation(ApiRequest.post(name + ":complete", json.build()).persistently());
    }

    Mono<HeartbeatAnswer> heartbeat(OperationName name) {
        return exchange.send(ApiRequest.post(name + ":heartbeat", "{}"))
                .map(HeartbeatAnswer::parse)
                .onErrorMap(TransportErrors::translate);
    }

    Mono<Operation> get(OperationName name) {
        return operation(ApiRequest.get(name.toString()));
    }

    private Mono<Operation> operation(ApiRequest request) {
        return exchange.send(request).map(OperationJson::parseReceived).onErrorMap(TransportErrors::translate);
    }

    private static String body(String member, @Nullable Any value) {
        JsonBuilder json = JsonBuilder.object();
        return (value == null ? json : json.raw(member, value.json())).build();
    }
}
