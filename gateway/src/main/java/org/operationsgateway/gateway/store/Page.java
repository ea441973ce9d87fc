package org.operationsgateway.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param operations newest first; may be empty
 * @param nextPageToken where the next part begins; null if this is the last
 * @see <a href="https://google.aip.dev/158">AIP-158</a>
 */
public record Page(List<Snapshot> operations, @Nullable String nextPageToken) {}
