package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentSet;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.Access;
import org.operationsgateway.gateway.store.filter.Scope;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The parser of the scope of a collection request, from its path, {@code name} and {@code filter}. */
public final class ScopeParser {

    private ScopeParser() {}

    /**
     * Returns the scope of a request, within the grants of the caller. Fails with INVALID_ARGUMENT if the filter or the
     * parent is invalid, and with PERMISSION_DENIED if nothing of the parent is granted.
     */
    public static Scope parse(ServerRequest request) {
        ParentSet visible = Access.parents(request.exchange());
        Scope scope = new Scope(parent(request));
        requireVisible(scope, visible);
        Filter filter =
                QueryParameters.text(request, "filter").map(Filter::parse).orElse(Filter.ALL);
        return new Scope(scope.parent(), filter).within(visible);
    }

    /** A parent above what is visible is not denied: the list shows what lies inside. */
    private static void requireVisible(Scope scope, ParentSet visible) {
        if (scope.isOneParent() && !visible.contains(scope.parent()) && !visible.reachesBelow(scope.parent())) {
            throw Access.denied();
        }
    }

    /**
     * Returns the parent from the path or from the parameter {@code name}. With the parameter, the path must be that of
     * the service or of the same parent.
     */
    public static Parent parent(ServerRequest request) {
        Parent pathParent = ApiRequest.parent(request);
        Optional<Parent> parameter = QueryParameters.text(request, "name").map(ScopeParser::parseParent);
        if (parameter.isPresent() && !pathParent.equals(Parent.SERVICE) && !pathParent.equals(parameter.get())) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "name",
                    "The path and the parameter name contain different parents: use one.");
        }
        return parameter.orElse(pathParent);
    }

    /** Parses a parent, or the name of its collection: {@code projects/p} or {@code projects/p/operations}. */
    private static Parent parseParent(String name) {
        List<String> segments = new ArrayList<>(List.of(name.split("/")));
        segments.removeIf(String::isEmpty);
        if (!segments.isEmpty() && segments.getLast().equals(OperationName.COLLECTION)) {
            segments.removeLast();
        }
        return Parent.of(segments);
    }
}
