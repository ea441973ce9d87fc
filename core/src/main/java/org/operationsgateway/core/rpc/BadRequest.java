package org.operationsgateway.core.rpc;

import java.util.List;

/**
 * Which fields of a request were not acceptable.
 *
 * @param fieldViolations at least one; immutable
 */
public record BadRequest(List<FieldViolation> fieldViolations) implements ErrorDetail {

    public BadRequest {
        fieldViolations = List.copyOf(fieldViolations);
    }

    /** One field at fault. */
    public static BadRequest of(String field, String description) {
        return new BadRequest(List.of(new FieldViolation(field, description)));
    }

    /**
     * A field and what is wrong with it.
     *
     * @param field the path in the request, such as {@code error.code}; empty for the body as a whole
     * @param description why it is not acceptable
     */
    public record FieldViolation(String field, String description) {}

    @Override
    public Any toAny() {
        return DetailWriter.write("BadRequest", json -> {
            json.writeArrayPropertyStart("fieldViolations");
            for (FieldViolation violation : fieldViolations) {
                json.writeStartObject();
                json.writeStringProperty("field", violation.field());
                json.writeStringProperty("description", violation.description());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
