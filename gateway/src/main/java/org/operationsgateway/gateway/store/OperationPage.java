package org.operationsgateway.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.StoredOperation;

/**
 * A part of a list.
 *
 * @param operations newest first; may be empty
 * @param nextPageToken where the next part begins; null if this is the last
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
public record OperationPage(
        List<StoredOperation> operations, @Nullable String nextPageToken) {}
