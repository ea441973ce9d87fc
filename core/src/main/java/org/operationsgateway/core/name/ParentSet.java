package org.operationsgateway.core.name;

import java.util.List;

/** A set of parents: those that match at least one of some patterns. Immutable. */
public record ParentSet(List<ParentPattern> patterns) {

    /** The set of all parents. */
    public static final ParentSet ALL = new ParentSet(List.of(ParentPattern.ALL));

    public ParentSet {
        patterns = patterns.contains(ParentPattern.ALL) ? List.of(ParentPattern.ALL) : List.copyOf(patterns);
    }

    /** Returns whether the set contains all parents. */
    public boolean isAll() {
        return patterns.equals(ALL.patterns);
    }

    /** Returns whether the set contains no parent. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Returns whether the set contains a parent. */
    public boolean contains(Parent parent) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(parent));
    }

    /** Returns whether the set can contain parents below a parent, in which a segment {@code -} is a wildcard. */
    public boolean reachesBelow(Parent parent) {
        return patterns.stream().anyMatch(pattern -> pattern.isBelow(parent));
    }
}
