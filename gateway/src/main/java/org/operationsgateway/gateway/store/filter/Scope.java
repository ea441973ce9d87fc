package org.operationsgateway.gateway.store.filter;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;

/**
 * Which operations are meant: those of one parent, those of every parent like it where a segment is {@code -}, or all of
 * them if it is the service itself; and of these, those that a filter selects.
 *
 * @see <a href="https://google.aip.dev/159">AIP-159</a>
 */
public record Scope(Parent parent, Filter filter) {

    private static final String ANY = "-";

    /** All operations of a parent, or of every parent like it. */
    public Scope(Parent parent) {
        this(parent, Filter.ALL);
    }

    /** Whether only some of the parents' operations are meant. */
    public boolean isFiltered() {
        return !filter.equals(Filter.ALL);
    }

    /** Whether it is one parent, and no other. */
    public boolean isOneParent() {
        return !isService() && !Arrays.asList(segments(parent)).contains(ANY);
    }

    private boolean isService() {
        return parent.equals(Parent.SERVICE);
    }

    /** Whether operations of that parent may be meant; the filter is asked about each. */
    public boolean includes(Parent other) {
        return isService() || parent.equals(other) || (!isOneParent() && matches(segments(parent), segments(other)));
    }

    private static boolean matches(String[] pattern, String[] segments) {
        if (pattern.length != segments.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals(ANY) && !pattern[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] segments(Parent parent) {
        return parent.path().split("/");
    }

    /** Tells this scope from every other: what a page token is bound to. */
    public String text() {
        return isFiltered() ? parent.path() + "\n" + filter.text() : parent.path();
    }

    // The same as conditions of SQL. A parent has no segment "operations", so what comes before the first one is all of
    // it.

    /** On a row of {@code operation}, with placeholders from that number on. */
    public SqlCondition onOperation(int first) {
        SqlCondition ofParent = ofParent(first);
        if (!isFiltered()) {
            return ofParent;
        }
        int next = first + ofParent.values().size();
        FilterSql selects = FilterSql.of(filter, next);
        return ofParent.and(new SqlCondition(selects.condition(), next, selects.values()));
    }

    private SqlCondition ofParent(int first) {
        if (isService()) {
            return SqlCondition.always(first);
        }
        return isOneParent()
                ? new SqlCondition("parent = $" + first, first, List.of(parent.path()))
                : new SqlCondition("name ~ $" + first, first, List.of(namePattern()));
    }

    /** On a row of {@code operation_event}, of the parents alone: what the filter selects may change. With placeholders from that number on. */
    public SqlCondition onEvent(int first) {
        if (isService()) {
            return SqlCondition.always(first);
        }
        return isOneParent()
                ? new SqlCondition("starts_with(name, $" + first + ")", first, List.of(parent.collection() + "/"))
                : new SqlCondition("name ~ $" + first, first, List.of(namePattern()));
    }

    private String namePattern() {
        return Arrays.stream(segments(parent))
                .map(segment -> segment.equals(ANY) ? "[^/]+" : segment.replaceAll("([^A-Za-z0-9])", "\\\\$1"))
                .collect(Collectors.joining("/", "^", "/" + OperationName.COLLECTION + "/"));
    }
}
