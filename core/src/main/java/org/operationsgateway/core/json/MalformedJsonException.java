package org.operationsgateway.core.json;

/** A text that is not the JSON expected: its message says what was found, and where. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String description;

    /**
     * @param field the path of the field at fault, such as {@code metadata.@type}; empty for the text as a whole
     * @param description what is wrong, for the author of the text
     */
    public MalformedJsonException(String field, String description) {
        super(description, null, false, false);
        this.field = field;
        this.description = description;
    }

    /** The path of the field at fault; empty for the text as a whole. */
    public String field() {
        return field;
    }

    /** What is wrong; the same as the message, and never null. */
    public String description() {
        return description;
    }
}
