package org.operationsgateway.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists the states that an operation has been in, in pages, oldest first. */
@Component
public class HistoryPages {

    /**
     * A part of a history.
     *
     * @param revisions oldest first
     * @param nextPageToken where the next part begins; null if this is the last
     */
    public record Page(List<Revision> revisions, @Nullable String nextPageToken) {}

    private final OperationReader reader;
    private final PageTokenKey sealer;

    HistoryPages(OperationReader reader, PageTokenKey sealer) {
        this.reader = reader;
        this.sealer = sealer;
    }

    /**
     * One page of the current life of an operation; fails with NOT_FOUND, or INVALID_ARGUMENT for a token of another.
     *
     * @param size how many at most, at least 1
     * @param pageToken where to begin; null for the start
     */
    public Mono<Page> page(OperationName name, int size, @Nullable String pageToken) {
        return Mono.zip(reader.current(name), sealer.tokens()).flatMap(both -> {
            RevisionId latest = both.getT1().id();
            PageTokens tokens = both.getT2();
            String list = "history " + latest.incarnation();
            long after = pageToken == null ? 0 : tokens.open(list, pageToken);
            return reader.after(name, new RevisionId(latest.incarnation(), after), size)
                    .map(revisions -> page(revisions, latest, list, tokens));
        });
    }

    private static Page page(List<Revision> revisions, RevisionId latest, String list, PageTokens tokens) {
        boolean more = !revisions.isEmpty() && revisions.getLast().id().number() < latest.number();
        return new Page(
                revisions, more ? tokens.seal(list, revisions.getLast().id().number()) : null);
    }
}
