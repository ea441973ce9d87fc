package org.operationsgateway.core.json;

/**
 * A failure to read JSON text that is malformed or has unexpected content.
 *
 * <p>An instance has no stack trace, because it reports an error of a client, possibly at a high rate. Immutable.
 */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String description;

    /**
     * Creates an exception.
     *
     * @param field the path of the invalid field, such as {@code metadata.@type}; empty for the text as a whole
     * @param description the problem and its solution, in English
     */
    public MalformedJsonException(String field, String description) {
        super(description, null, false, false);
        this.field = field;
        this.description = description;
    }

    /** Returns the path of the invalid field; empty for the text as a whole. */
    public String field() {
        return field;
    }

    /** Returns the description, which is also the message; never null. */
    public String description() {
        return description;
    }
}
