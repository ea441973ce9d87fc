package org.operationsgateway.gateway.store.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentSet;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The operations that a list or a collection stream selects: those of a parent, or those with given names, that match a
 * filter, within the parents that the caller may see.
 *
 * <p>A segment {@code -} of the parent is a wildcard for any one segment. The parent {@link Parent#SERVICE} selects the
 * operations of all parents. Immutable.
 *
 * @param parent {@link Parent#SERVICE} if there are names
 * @param names empty to select by the parent
 * @see <a href="https://google.aip.dev/159">AIP-159</a>
 */
public record Scope(Parent parent, Filter filter, ParentSet visible, Set<OperationName> names) {

    private static final String WILDCARD = "-";

    /** Creates a scope without a filter, for a caller with access to all parents. */
    public Scope(Parent parent) {
        this(parent, Filter.ALL);
    }

    /** Creates a scope for a caller with access to all parents. */
    public Scope(Parent parent, Filter filter) {
        this(parent, filter, ParentSet.ALL, Set.of());
    }

    /** Returns the scope of the operations with the given names, all of which the caller may see. */
    public static Scope of(Set<OperationName> names, Filter filter) {
        return new Scope(Parent.SERVICE, filter, ParentSet.ALL, Set.copyOf(names));
    }

    /** Returns this scope for a caller with access to some parents only. */
    public Scope within(ParentSet parents) {
        boolean restricts = !parents.isAll() && !(isOneParent() && parents.contains(parent));
        return new Scope(parent, filter, restricts ? parents : ParentSet.ALL, names);
    }

    /** Returns this scope without its filter. */
    public Scope withoutFilter() {
        return new Scope(parent, Filter.ALL, visible, names);
    }

    /** Returns whether the caller may see only some of the parents. */
    public boolean isRestricted() {
        return !visible.isAll();
    }

    /** Returns whether this selects operations by their names. */
    public boolean isNamed() {
        return !names.isEmpty();
    }

    /** Returns whether there is a filter. */
    public boolean isFiltered() {
        return !filter.equals(Filter.ALL);
    }

    /** Returns whether an index bounds the cost of a page: there is no filter, no wildcard and no restriction. */
    public boolean isIndexed() {
        return !isFiltered() && !isRestricted() && (isService() || isOneParent());
    }

    /** Returns whether the parent is neither the service nor a wildcard. */
    public boolean isOneParent() {
        return !isService() && !Arrays.asList(segments(parent)).contains(WILDCARD);
    }

    /**
     * Returns a parent of an operation; fails with INVALID_ARGUMENT if a wildcard is among its first two segments, so
     * that it stands for every parent of the service. Below one of them, it is accepted, because there are services of
     * Google that name operations so, such as {@code projects/p/apps/a/releases/-/operations/o}. A list selects such an
     * operation, as the wildcard matches itself.
     */
    public static Parent requireOneParent(Parent parent) {
        List<String> segments = Arrays.asList(segments(parent));
        if (segments.subList(0, Math.min(2, segments.size())).contains(WILDCARD)) {
            throw StatusException.badRequest(
                    Reason.INVALID_NAME, "name", "A segment '-' of a parent is a wildcard: replace it in the path.");
        }
        return parent;
    }

    private boolean isService() {
        return parent.equals(Parent.SERVICE);
    }

    /** Returns whether the names or the parent of this scope select an operation; does not evaluate the filter. */
    public boolean includes(OperationName name) {
        return isNamed() ? names.contains(name) : includes(name.parent());
    }

    /** Returns whether the parent of this scope selects another parent; evaluates neither names nor the filter. */
    public boolean includes(Parent other) {
        boolean selected =
                isService() || parent.equals(other) || (!isOneParent() && matches(segments(parent), segments(other)));
        return selected && (!isRestricted() || visible.contains(other));
    }

    private static boolean matches(String[] pattern, String[] segments) {
        if (pattern.length != segments.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals(WILDCARD) && !pattern[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] segments(Parent parent) {
        return parent.path().split("/");
    }

    /** Returns a text that identifies this scope, for page tokens. */
    public String text() {
        return isFiltered() ? parent.path() + "\n" + filter.text() : parent.path();
    }

    /**
     * Returns the condition on rows of {@code operation}.
     *
     * @param first the number of the first placeholder
     */
    public SqlCondition onOperation(int first) {
        SqlCondition ofParent = restricted(ofParent(first), "parent", "(/|$)");
        if (!isFiltered()) {
            return ofParent;
        }
        int next = first + ofParent.values().size();
        FilterSql filtered = FilterSql.of(filter, next);
        return ofParent.and(new SqlCondition(filtered.condition(), next, filtered.values()));
    }

    /**
     * Returns the part of {@link #onOperation} that an index with the order of incarnations evaluates.
     *
     * @param first the same as for {@link #onOperation}, which has the values of the placeholders
     */
    public String indexedSql(int first) {
        return isNamed() || isOneParent() ? ofParent(first).sql() : "true";
    }

    private SqlCondition ofName(int first) {
        Object values = names.stream().map(OperationName::toString).toArray(String[]::new);
        return new SqlCondition("name = any($" + first + ")", first, List.of(values));
    }

    private SqlCondition ofParent(int first) {
        if (isNamed()) {
            return ofName(first);
        }
        if (isService()) {
            return SqlCondition.always(first);
        }
        return isOneParent()
                ? new SqlCondition("parent = $" + first, first, List.of(parent.path()))
                : new SqlCondition("name ~ $" + first, first, List.of(namePattern()));
    }

    /**
     * Returns the condition on rows of {@code operation_event}. It contains names or the parent, but not the filter,
     * because a log entry matters also if the operation matched the filter before.
     *
     * @param first the number of the first placeholder
     */
    public SqlCondition onEvent(int first) {
        if (isNamed()) {
            return ofName(first);
        }
        SqlCondition ofParent = isService()
                ? SqlCondition.always(first)
                : isOneParent()
                        ? new SqlCondition(
                                "starts_with(name, $" + first + ")", first, List.of(parent.collection() + "/"))
                        : new SqlCondition("name ~ $" + first, first, List.of(namePattern()));
        return restricted(ofParent, "name", "(/.*)?/" + OperationName.COLLECTION + "/");
    }

    /** Adds that a column begins with a visible parent, followed by a regular expression. */
    private SqlCondition restricted(SqlCondition condition, String column, String end) {
        if (!isRestricted()) {
            return condition;
        }
        int next = condition.first() + condition.values().size();
        return condition.and(
                visible.isEmpty()
                        ? new SqlCondition("false", next, List.of())
                        : new SqlCondition(column + " ~ $" + next, next, List.of(visiblePattern() + end)));
    }

    /** Returns a regular expression for the beginning of a visible parent. */
    private String visiblePattern() {
        return visible.patterns().stream()
                .map(pattern -> regex(pattern.parent()))
                .collect(Collectors.joining("|", "^(", ")"));
    }

    /** Returns a regular expression; it is unambiguous, because a parent has no segment {@code operations}. */
    private String namePattern() {
        return "^" + regex(parent) + "/" + OperationName.COLLECTION + "/";
    }

    private static String regex(Parent parent) {
        return Arrays.stream(segments(parent))
                .map(segment -> segment.equals(WILDCARD) ? "[^/]+" : segment.replaceAll("([^A-Za-z0-9])", "\\\\$1"))
                .collect(Collectors.joining("/"));
    }
}
