package org.operationsgateway.gateway.collection.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.filter.Scope;

/** Which parents' changes somebody wants, counted. Thread-safe. */
final class SubscribedScopes {

    private final Map<Scope, Integer> parents = new ConcurrentHashMap<>();
    private final Map<Scope, Integer> others = new ConcurrentHashMap<>();
    private final AtomicInteger filtered = new AtomicInteger();

    void add(Scope scope) {
        counts(scope).merge(new Scope(scope.parent()), 1, Integer::sum);
        filtered.addAndGet(scope.isFiltered() ? 1 : 0);
    }

    void remove(Scope scope) {
        filtered.addAndGet(scope.isFiltered() ? -1 : 0);
        counts(scope).computeIfPresent(new Scope(scope.parent()), (key, count) -> count == 1 ? null : count - 1);
    }

    private Map<Scope, Integer> counts(Scope scope) {
        return scope.isOneParent() ? parents : others;
    }

    /** Whether anybody wants only some of a parent's operations. */
    boolean isFiltered() {
        return filtered.get() > 0;
    }

    boolean isEmpty() {
        return parents.isEmpty() && others.isEmpty();
    }

    boolean includes(Parent parent) {
        return parents.containsKey(new Scope(parent))
                || others.keySet().stream().anyMatch(scope -> scope.includes(parent));
    }
}
