package org.operationsgateway.gateway.store;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows the key of this database's page tokens, which all replicas share; reads it when it is first needed. */
@Component
class PageTokenKey {

    private final Mono<PageTokens> tokens;

    PageTokenKey(DatabaseClient database) {
        this.tokens = database.sql("select page_token_key from gateway")
                .map(row -> new PageTokens(Objects.requireNonNull(row.get(0, byte[].class))))
                .one()
                .cacheInvalidateIf(any -> false);
    }

    /** What seals and opens tokens; fails if the database does, and is then asked for again. */
    Mono<PageTokens> tokens() {
        return tokens;
    }
}
