package org.operationsgateway.gateway.collection;

import reactor.core.publisher.Mono;

/** A backlog of events, read from the database in pages. Not thread-safe: pages are read one after another. */
interface Backlog {

    /**
     * Reads the next page; called again only after the previous page has been emitted, and not after an
     * {@link BacklogPage.End}.
     *
     * @return emits one page; errors if the database fails, and may then be called again for the same page
     */
    Mono<BacklogPage> next();

    /** Returns the stored size of the next page, in bytes, as an estimate for its size in memory; at least 1. */
    long nextBytes();
}
