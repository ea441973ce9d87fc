package org.operationsgateway.gateway.store.page;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The page token key of this database, which all replicas share. Read lazily, and cached. Thread-safe. */
@Component
class PageTokenKey {

    private final Mono<PageTokens> tokens;

    PageTokenKey(DatabaseClient database) {
        this.tokens = database.sql("select page_token_key from gateway")
                .map(row -> new PageTokens(Objects.requireNonNull(row.get(0, byte[].class))))
                .one()
                .cacheInvalidateIf(tokens -> false);
    }

    /** Returns the tokens of this key. Fails if the database fails; a failure is not cached. */
    Mono<PageTokens> tokens() {
        return tokens;
    }
}
