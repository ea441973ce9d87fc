package org.operationsgateway.gateway.collection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.Scope;

/** Which parents' changes somebody wants, counted. Thread-safe. */
final class Demand {

    private final Map<Scope, Integer> parents = new ConcurrentHashMap<>();
    private final Map<Scope, Integer> others = new ConcurrentHashMap<>();

    void add(Scope scope) {
        counts(scope).merge(scope, 1, Integer::sum);
    }

    void remove(Scope scope) {
        counts(scope).computeIfPresent(scope, (key, count) -> count == 1 ? null : count - 1);
    }

    private Map<Scope, Integer> counts(Scope scope) {
        return scope.isOneParent() ? parents : others;
    }

    boolean isEmpty() {
        return parents.isEmpty() && others.isEmpty();
    }

    boolean includes(Parent parent) {
        return parents.containsKey(new Scope(parent))
                || others.keySet().stream().anyMatch(scope -> scope.includes(parent));
    }
}
