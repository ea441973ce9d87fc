package org.operationsgateway.core.wire;

import java.util.Set;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;

/**
 * The body that updates a running operation: its new metadata, whole.
 *
 * @param metadata replaces what was there
 */
public record MetadataUpdate(Any metadata) {

    private static final Set<String> FIELDS = Set.of("name", "metadata", "done");

    /**
     * Reads the body. Of a whole operation sent back, the name is passed over and {@code done} must not be true.
     *
     * @throws MalformedJsonException if it isn't such a body
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
