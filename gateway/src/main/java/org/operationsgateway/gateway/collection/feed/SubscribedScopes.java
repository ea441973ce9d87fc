package org.operationsgateway.gateway.collection.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.filter.Scope;

/** The scopes that are subscribed to on this replica, counted by parent. Thread-safe. */
final class SubscribedScopes {

    private final Map<Scope, Integer> parents = new ConcurrentHashMap<>();
    private final Map<Scope, Integer> wildcards = new ConcurrentHashMap<>();
    private final AtomicInteger filtered = new AtomicInteger();

    void add(Scope scope) {
        parts(scope).forEach(part -> counts(part).merge(part, 1, Integer::sum));
        filtered.addAndGet(scope.isFiltered() ? 1 : 0);
    }

    void remove(Scope scope) {
        filtered.addAndGet(scope.isFiltered() ? -1 : 0);
        parts(scope)
                .forEach(part -> counts(part).computeIfPresent(part, (key, count) -> count == 1 ? null : count - 1));
    }

    /** Returns the parents of the names, or else the scope without its filter. */
    private static Stream<Scope> parts(Scope scope) {
        return scope.isNamed()
                ? scope.names().stream().map(OperationName::parent).distinct().map(Scope::new)
                : Stream.of(scope.withoutFilter());
    }

    private Map<Scope, Integer> counts(Scope scope) {
        return scope.isOneParent() && !scope.isRestricted() ? parents : wildcards;
    }

    /** Returns whether any scope has a filter, so that changes need the previous revision. */
    boolean isFiltered() {
        return filtered.get() > 0;
    }

    boolean isEmpty() {
        return parents.isEmpty() && wildcards.isEmpty();
    }

    boolean includes(Parent parent) {
        return parents.containsKey(new Scope(parent))
                || wildcards.keySet().stream().anyMatch(scope -> scope.includes(parent));
    }
}
