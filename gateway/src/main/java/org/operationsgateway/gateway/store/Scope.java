package org.operationsgateway.gateway.store;

import java.util.Arrays;
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

    // The same as conditions of SQL, with one value to bind unless all are meant. A parent has no segment "operations",
    // so what comes before the first one is all of it.

    boolean hasValue() {
        return !isService();
    }

    /** On a row of {@code operation}. */
    String onOperation(String placeholder) {
        return isService() ? "true" : isOneParent() ? "parent = " + placeholder : "name ~ " + placeholder;
    }

    String operationValue() {
        return isOneParent() ? parent.path() : namePattern();
    }

    /** On a row of {@code operation_event}. */
    String onEvent(String placeholder) {
        return isService()
                ? "true"
                : isOneParent() ? "starts_with(name, " + placeholder + ")" : "name ~ " + placeholder;
    }

    String eventValue() {
        return isOneParent() ? parent.collection() + "/" : namePattern();
    }

    private String namePattern() {
        return Arrays.stream(segments(parent))
                .map(segment -> segment.equals(ANY) ? "[^/]+" : segment.replaceAll("([^A-Za-z0-9])", "\\\\$1"))
                .collect(Collectors.joining("/", "^", "/" + OperationName.COLLECTION + "/"));
    }
}
