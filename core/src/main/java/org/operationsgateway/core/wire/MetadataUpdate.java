package org.operationsgateway.core.wire;

import java.util.Set;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;

/**
 * The body of an update of a running operation. Immutable.
 *
 * @param metadata replaces the metadata as a whole
 */
public record MetadataUpdate(Any metadata) {

    private static final Set<String> FIELDS = Set.of("name", "metadata", "done");

    /**
     * Parses a body, which may be a whole running operation: its name is ignored, and {@code done} must not be true.
     *
     * @throws MalformedJsonException if the body is not valid
     */
    public static MetadataUpdate parse(byte[] json) {
        OperationFields fields = OperationFields.parse(json, FIELDS);
        if (Boolean.TRUE.equals(fields.done())) {
            throw new MalformedJsonException("done", "An update does not end an operation: use {name}:complete.");
        }
        if (fields.metadata() == null) {
            throw new MalformedJsonException("metadata", "The metadata is missing.");
        }
        return new MetadataUpdate(fields.metadata());
    }
}
