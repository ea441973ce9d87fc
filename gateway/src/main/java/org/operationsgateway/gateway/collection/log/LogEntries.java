package org.operationsgateway.gateway.collection.log;

import java.util.List;
import org.operationsgateway.gateway.revision.LogEntry;

/**
 * The entries of the first keys of a {@link LogChunk}. Immutable.
 *
 * @param entries those that were not purged
 * @param keys the number of keys that were read
 * @param bytes the size of the entries in memory
 */
public record LogEntries(List<LogEntry> entries, int keys, long bytes) {

    /** Returns whether entries were purged. */
    public boolean isTruncated() {
        return entries.size() < keys;
    }
}
