package org.operationsgateway.core.name;

import java.util.List;

/**
 * The resource name of an operation, {@code [{parent}/]operations/{id}}. Immutable.
 *
 * <p>The segment {@code operations} separates parent and id. The id has one or more segments. A name has a single
 * textual form, without empty segments, so two names are equal if their texts are equal.
 *
 * @param parent the parent; {@link Parent#SERVICE} by default
 * @param id unique within the parent; never empty
 * @see <a href="https://google.aip.dev/122">AIP-122</a>
 */
public record OperationName(Parent parent, String id) {

    /** The collection identifier, the segment between parent and id. */
    public static final String COLLECTION = "operations";

    /**
     * Creates a name.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the name is not valid
     */
    public OperationName {
        Segments.joinId(List.of(id.split("/", -1)));
        if (parent.collection().length() + 1 + id.length() > Segments.MAX_LENGTH) {
            throw Segments.invalidName("it is longer than " + Segments.MAX_LENGTH + " characters");
        }
    }

    /**
     * Parses a name.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the text is not a valid name
     */
    public static OperationName parse(String text) {
        return of(List.of(text.split("/", -1)));
    }

    /**
     * Returns the name with the given segments, which include {@code operations}.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the segments are not a valid name
     */
    public static OperationName of(List<String> segments) {
        int separator = segments.indexOf(COLLECTION);
        if (separator < 0 || separator == segments.size() - 1) {
            throw Segments.invalidName("the segment 'operations' and an id are missing");
        }
        Parent parent = Parent.of(segments.subList(0, separator));
        return new OperationName(parent, Segments.joinId(segments.subList(separator + 1, segments.size())));
    }

    @Override
    public String toString() {
        // One concatenation instead of two: on the hot path of every response and event.
        return parent.path().isEmpty() ? COLLECTION + "/" + id : parent.path() + "/" + COLLECTION + "/" + id;
    }
}
