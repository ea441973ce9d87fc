package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.filter.Scope;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads which operations a request for a collection means: by its path, or by {@code name}, and by {@code filter}. */
public final class ScopeParser {

    private ScopeParser() {}

    public static Scope parse(ServerRequest request) {
        Filter filter =
                QueryParameters.text(request, "filter").map(Filter::parse).orElse(Filter.ALL);
        return new Scope(parent(request), filter);
    }

    /** The path is the service's own wherever a client puts the parent into the query. */
    private static Parent parent(ServerRequest request) {
        Parent ofPath = ApiRequest.parent(request);
        Optional<Parent> named = QueryParameters.text(request, "name").map(ScopeParser::named);
        if (named.isPresent() && !ofPath.equals(Parent.SERVICE) && !ofPath.equals(named.get())) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER, "name", "The path and the parameter name are of two different parents.");
        }
        return named.orElse(ofPath);
    }

    /** A parent, or its collection: {@code projects/p}, {@code projects/p/operations} or {@code operations}. */
    private static Parent named(String name) {
        List<String> segments = new ArrayList<>(List.of(name.split("/")));
        segments.removeIf(String::isEmpty);
        if (!segments.isEmpty() && segments.getLast().equals(OperationName.COLLECTION)) {
            segments.removeLast();
        }
        return Parent.of(segments);
    }
}
