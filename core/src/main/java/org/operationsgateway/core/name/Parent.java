package org.operationsgateway.core.name;

import java.util.List;

/**
 * What an operation belongs to: the part of its name before {@code operations}.
 *
 * @param path segments joined by slashes, such as {@code projects/p/locations/us-central1}; empty for the service itself
 */
public record Parent(String path) {

    /** The service itself, whose operations are named {@code operations/{id}}. */
    public static final Parent SERVICE = new Parent("");

    /**
     * Makes sure that the path is legal.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if it isn't
     */
    public Parent {
        if (!path.isEmpty()) {
            Segments.joinParent(List.of(path.split("/", -1)));
        }
    }

    /** The parent of these segments, of which there may be none. */
    public static Parent of(List<String> segments) {
        return segments.isEmpty() ? SERVICE : new Parent(Segments.joinParent(segments));
    }

    /** The name of the collection of this parent's operations, such as {@code projects/p/operations}. */
    public String collection() {
        return path.isEmpty() ? OperationName.COLLECTION : path + "/" + OperationName.COLLECTION;
    }
}
