package org.operationsgateway.core.name;

import java.util.List;

/**
 * The name of an operation, {@code [{parent}/]operations/{id}}.
 *
 * <p>The first segment {@code operations} divides the two. The id has one segment or several. As text a name has one
 * form only, without doubled or trailing slashes; two names are equal if their texts are.
 *
 * @param parent what the operation belongs to
 * @param id what tells it from its siblings; never empty
 * @see <a href="https://google.aip.dev/122">AIP-122</a>
 */
public record OperationName(Parent parent, String id) {

    /** The collection's identifier, which divides a name into parent and id. */
    public static final String COLLECTION = "operations";

    /**
     * Makes sure that the name is legal.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if it isn't
     */
    public OperationName {
        Segments.joinId(List.of(id.split("/", -1)));
        if (parent.collection().length() + 1 + id.length() > Segments.MAX_LENGTH) {
            throw Segments.illegal("it is longer than " + Segments.MAX_LENGTH + " characters");
        }
    }

    /**
     * Reads a name in its one textual form.
     *
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if it isn't one
     */
    public static OperationName parse(String text) {
        return of(List.of(text.split("/", -1)));
    }

    /** The name of these segments, {@code operations} among them. */
    public static OperationName of(List<String> segments) {
        int divider = segments.indexOf(COLLECTION);
        if (divider < 0 || divider == segments.size() - 1) {
            throw Segments.illegal("the segment 'operations' and an id are missing");
        }
        Parent parent = Parent.of(segments.subList(0, divider));
        return new OperationName(parent, Segments.joinId(segments.subList(divider + 1, segments.size())));
    }

    @Override
    public String toString() {
        return parent.collection() + "/" + id;
    }
}
