package org.operationsgateway.gateway.store.page;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The secret key of this database, which all replicas share. Read lazily, and cached. Thread-safe. */
@Component
public class SharedKey {

    private final Mono<byte[]> key;
    private final Mono<PageTokens> tokens;

    SharedKey(DatabaseClient database) {
        this.key = database.sql("select page_token_key from gateway")
                .map(row -> Objects.requireNonNull(row.get(0, byte[].class)))
                .one()
                .cacheInvalidateIf(bytes -> false);
        this.tokens = key.map(PageTokens::new).cacheInvalidateIf(bytes -> false);
    }

    /** Returns the page tokens of this key. Fails if the database fails; a failure is not cached. */
    Mono<PageTokens> tokens() {
        return tokens;
    }

    /**
     * Returns a hash function for one purpose, whose key reveals nothing about the keys for others. Fails if the
     * database fails; a failure is not cached.
     */
    public Mono<KeyedHash> derived(String purpose) {
        byte[] text = purpose.getBytes(StandardCharsets.UTF_8);
        return key.map(bytes -> new KeyedHash(new KeyedHash(bytes).of(text))).cacheInvalidateIf(hash -> false);
    }
}
