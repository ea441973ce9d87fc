package org.operationsgateway.client.request;

import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.core.publisher.Mono;

/** The requests for single operations. Thread-safe. */
public final class OperationRequests {

    private final JsonExchange exchange;

    /** Creates requests. */
    public OperationRequests(JsonExchange exchange) {
        this.exchange = exchange;
    }

    /** Reads an operation. */
    public Mono<Operation> get(OperationName name) {
        return exchange.send(ApiRequest.get(name.toString()))
                .map(OperationJson::parseReceived)
                .onErrorMap(TransportErrors::translate);
    }

    /** Requests the cancellation of an operation. */
    public Mono<Void> cancel(OperationName name) {
        return exchange.send(ApiRequest.post(name + ":cancel", "{}")).then();
    }

    /** Deletes an operation. */
    public Mono<Void> delete(OperationName name) {
        return exchange.send(ApiRequest.delete(name.toString())).then();
    }
}
