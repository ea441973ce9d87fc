package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int MAX_NAMES = 100;
    private static final String SEPARATOR = "/" + OperationName.COLLECTION + "/";

    private ScopeParser() {}

    /**
     * Returns the scope of a list, within the grants of the caller. Fails with INVALID_ARGUMENT if the filter or the
     * parent is invalid, and with PERMISSION_DENIED if nothing of the parent is granted.
     */
    public static Scope parse(ServerRequest request) {
        ParentSet visible = Access.parents(request.exchange());
        Scope scope = new Scope(parent(request));
        requireVisible(scope, visible);
        return new Scope(scope.parent(), filter(request)).within(visible);
    }

    /**
     * Returns the scope of a stream, which may consist of named operations, within the grants of the caller. Fails as
     * that of a list does, and with PERMISSION_DENIED if one of the names is not granted.
     */
    public static Scope parseStream(ServerRequest request) {
        Set<OperationName> names = names(request);
        if (names.isEmpty()) {
            return parse(request);
        }
        ParentSet visible = Access.parents(request.exchange());
        if (!names.stream().map(OperationName::parent).allMatch(visible::contains)) {
            throw Access.denied();
        }
        return Scope.of(names, filter(request));
    }

    private static Filter filter(ServerRequest request) {
        return QueryParameters.text(request, "filter").map(Filter::parse).orElse(Filter.ALL);
    }

    /**
     * Returns the operations in the parameters {@code name}; empty if there are none, or if the only one is a parent.
     * Fails with INVALID_ARGUMENT if a name is not that of an operation, if there are too many, or if the path has a
     * parent.
     */
    public static Set<OperationName> names(ServerRequest request) {
        List<String> texts = request.queryParams().getOrDefault("name", List.of()).stream()
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.size() < 2 && texts.stream().noneMatch(ScopeParser::isOperation)) {
            return Set.of();
        }
        if (texts.size() > MAX_NAMES) {
            throw invalidName("A stream has at most " + MAX_NAMES + " names: use several streams, or a filter.");
        }
        if (!ApiRequest.parent(request).equals(Parent.SERVICE)) {
            throw invalidName("The path of a stream of named operations is /v1/operations.");
        }
        return texts.stream().map(OperationName::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether an id follows the segment {@code operations}; otherwise the name is that of a collection. */
    private static boolean isOperation(String name) {
        String path = "/" + name;
        int collection = path.indexOf(SEPARATOR);
        return collection >= 0 && collection + SEPARATOR.length() < path.length();
    }

    private static StatusException invalidName(String message) {
        return StatusException.badRequest(Reason.INVALID_PARAMETER, "name", message);
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
            throw invalidName("The path and the parameter name contain different parents: use one.");
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
