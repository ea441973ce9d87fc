package org.operationsgateway.gateway.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;

/**
 * Whose operations are meant: those of one parent, those of every parent like it where a segment is {@code -}, or all of
 * them if it is the service itself.
 *
 * <p>What else is to select among them belongs here, as a condition on an operation.
 *
 * @see <a href="https://google.aip.dev/159">AIP-159</a>
 */
public record Scope(Parent parent) {

    private static final String ANY = "-";

    /** Whether it is one parent, and no other. */
    public boolean isOneParent() {
        return !isService() && !Arrays.asList(segments(parent)).contains(ANY);
    }

    private boolean isService() {
        return parent.equals(Parent.SERVICE);
    }

    /** Whether the operations of that parent are meant. */
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
    String text() {
        return parent.path();
    }

    // The same as conditions of SQL. A parent has no segment "operations", so what comes before the first one is all of
    // it.

    /** On a row of {@code operation}, with placeholders from that number on. */
    Condition onOperation(int first) {
        if (isService()) {
            return Condition.always(first);
        }
        return isOneParent()
                ? new Condition("parent = $" + first, first, List.of(parent.path()))
                : new Condition("name ~ $" + first, first, List.of(namePattern()));
    }

    /** On a row of {@code operation_event}, with placeholders from that number on. */
    Condition onEvent(int first) {
        if (isService()) {
            return Condition.always(first);
        }
        return isOneParent()
                ? new Condition("starts_with(name, $" + first + ")", first, List.of(parent.collection() + "/"))
                : new Condition("name ~ $" + first, first, List.of(namePattern()));
    }

    private String namePattern() {
        return Arrays.stream(segments(parent))
                .map(segment -> segment.equals(ANY) ? "[^/]+" : segment.replaceAll("([^A-Za-z0-9])", "\\\\$1"))
                .collect(Collectors.joining("/", "^", "/" + OperationName.COLLECTION + "/"));
    }
}
