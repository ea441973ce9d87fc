package org.operationsgateway.core.rpc;

import java.util.List;

/**
 * The invalid fields of a request. Immutable.
 *
 * @param fieldViolations at least one
 */
public record BadRequest(List<FieldViolation> fieldViolations) implements ErrorDetail {

    public BadRequest {
        fieldViolations = List.copyOf(fieldViolations);
    }

    /** Returns a detail with one invalid field. */
    public static BadRequest of(String field, String description) {
        return new BadRequest(List.of(new FieldViolation(field, description)));
    }

    /**
     * An invalid field. Immutable.
     *
     * @param field the path in the request, such as {@code error.code}; empty for the body as a whole
     * @param description the problem, in English
     */
    public record FieldViolation(String field, String description) {}

    @Override
    public Any toAny() {
        return DetailJson.write("BadRequest", json -> {
            json.beginArray("fieldViolations");
            for (FieldViolation violation : fieldViolations) {
                json.beginObject()
                        .string("field", violation.field())
                        .string("description", violation.description())
                        .endObject();
            }
            json.endArray();
        });
    }
}
