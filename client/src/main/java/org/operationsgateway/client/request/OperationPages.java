package org.operationsgateway.client.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.client.http.ApiRequest;
import org.operationsgateway.client.http.Endpoint;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.core.publisher.Flux;

/** The lists and histories of operations, read page by page. Thread-safe. */
public final class OperationPages {

    private final JsonExchange exchange;

    /** Creates lists. */
    public OperationPages(JsonExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * A page. Immutable.
     *
     * @param elements JSON objects
     * @param nextToken empty on the last page
     */
    private record Page(List<String> elements, String nextToken) {}

    /**
     * Returns the operations of a parent, the newest first. The next page is requested when the subscriber has received
     * the last one.
     *
     * @param filter empty for all operations
     */
    public Flux<Operation> list(Parent parent, String filter) {
        return elements(parent.collection() + "?filter=" + Endpoint.escape(filter), "operations")
                .map(json -> OperationJson.parseReceived(json.getBytes(UTF_8)))
                .onErrorMap(TransportErrors::translate);
    }

    /** Returns the history of an operation, the oldest revision first; otherwise as {@link #list}. */
    public Flux<OperationRevision> history(OperationName name) {
        return elements(name + ":history?pageSize=0", "events")
                .map(RevisionJson::parse)
                .onErrorMap(TransportErrors::translate);
    }

    private Flux<String> elements(String resource, String member) {
        return Flux.defer(() -> {
            AtomicReference<String> token = new AtomicReference<>("");
            return Flux.defer(() -> page(resource, member, token))
                    .repeat(() -> !token.get().isEmpty());
        });
    }

    private Flux<String> page(String resource, String member, AtomicReference<String> token) {
        return exchange.send(ApiRequest.get(resource + "&pageToken=" + Endpoint.escape(token.get())))
                .map(json -> JsonInput.readObject(json, input -> read(input, member)))
                .doOnNext(page -> advance(token, page.nextToken()))
                .flatMapIterable(Page::elements);
    }

    private static void advance(AtomicReference<String> token, String next) {
        boolean isRepeated = token.getAndSet(next).equals(next) && !next.isEmpty();
        if (isRepeated) {
            throw new MalformedJsonException("nextPageToken", "It is that of the page itself, so the list has no end.");
        }
    }

    private static Page read(JsonInput input, String member) {
        List<String> elements = new ArrayList<>();
        String nextToken = "";
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            if (field.equals(member)) {
                input.enterArray(field);
                while (input.nextElement()) {
                    elements.add(input.readRawObject(field, "name").json());
                }
            } else if (field.equals("nextPageToken")) {
                nextToken = input.string(field);
            } else {
                input.skip();
            }
        }
        return new Page(elements, nextToken);
    }
}
