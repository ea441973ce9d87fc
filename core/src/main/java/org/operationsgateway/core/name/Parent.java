package org.operationsgateway.core.name;

import java.util.List;

/**
 * The part of an operation name before {@code operations}. Immutable.
 *
 * @param path slash-separated segments, such as {@code projects/p/locations/us-central1}; empty for the service itself
 */
public record Parent(String path) {

    /** The default parent: operations of the service itself are named {@code operations/{id}}. */
    public static final Parent SERVICE = new Parent("");

    /**
     * Creates a parent.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the path is not valid
     */
    public Parent {
        if (path.length() > Segments.MAX_LENGTH) {
            throw Segments.invalidName("it is longer than " + Segments.MAX_LENGTH + " characters");
        }
        if (!path.isEmpty()) {
            Segments.joinParent(List.of(path.split("/", -1)));
        }
    }

    /**
     * Returns the parent with the given segments; {@link #SERVICE} if there are none.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if a segment is not valid
     */
    public static Parent of(List<String> segments) {
        return segments.isEmpty() ? SERVICE : new Parent(Segments.joinParent(segments));
    }

    /** Returns the name of the collection of the operations of this parent, such as {@code projects/p/operations}. */
    public String collection() {
        return path.isEmpty() ? OperationName.COLLECTION : path + "/" + OperationName.COLLECTION;
    }
}
