package org.operationsgateway.gateway.collection.feed;

import java.util.List;
import org.operationsgateway.gateway.collection.feed.SweepResult.RevisionRange;
import org.operationsgateway.gateway.collection.log.EntryReader;
import org.operationsgateway.gateway.collection.log.LogChunk;
import reactor.core.publisher.Mono;

/** A reader of the changes that a sweep found, limited to the scopes that are subscribed to. Thread-safe. */
final class SweepReader {

    private static final int MAX_REVISIONS = 5_000;

    private final EntryReader reader;
    private final SubscribedScopes scopes;
    private final long maxBytes;

    /**
     * Creates a reader.
     *
     * @param maxBytes the limit on the changes of a sweep, in memory
     */
    SweepReader(EntryReader reader, SubscribedScopes scopes, long maxBytes) {
        this.maxBytes = maxBytes;
        this.reader = reader;
        this.scopes = scopes;
    }

    /**
     * Reads the changes, in the order of the sweep. The list is empty if no scope includes any of them.
     *
     * @return completes empty if the changes are not known, exceed a limit, or were purged in part: then each
     *     subscriber reads the log itself
     */
    Mono<List<CollectionChange>> read(SweepResult result) {
        List<RevisionRange> ranges = result.changes().stream()
                .filter(range -> scopes.includes(range.parent()))
                .toList();
        if (result.from() == null || exceedsLimit(ranges)) {
            return Mono.empty();
        }
        return ranges.isEmpty() ? Mono.just(List.of()) : read(ranges);
    }

    private boolean exceedsLimit(List<RevisionRange> ranges) {
        return revisions(ranges) > MAX_REVISIONS
                || ranges.stream().mapToLong(RevisionRange::bytes).sum() > maxBytes;
    }

    private static long revisions(List<RevisionRange> ranges) {
        return ranges.stream().mapToLong(RevisionRange::size).sum();
    }

    private Mono<List<CollectionChange>> read(List<RevisionRange> ranges) {
        LogChunk chunk = LogChunk.of(ranges.stream().flatMap(RevisionRange::ids).toList());
        return reader.entries(chunk, scopes.isFiltered(), maxBytes)
                .filter(read -> read.entries().size() == chunk.size())
                .map(read -> read.entries().stream().map(CollectionChange::new).toList());
    }
}
