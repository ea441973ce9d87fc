package org.operationsgateway.gateway.collection;

import reactor.core.publisher.Mono;

/** What a subscriber has to be told from the database, before it can be told from the feed. */
interface Backlog {

    /**
     * Reads the next portion: always one, unless it fails; then it may be asked for again. Not to be called before the
     * one before has come, nor after the last.
     */
    Mono<BacklogPage> next();
}
