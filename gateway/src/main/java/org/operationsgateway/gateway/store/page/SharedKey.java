package org.operationsgateway.gateway.store.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The secret key of this database, which all replicas share. Read lazily, and cached. Thread-safe. */
@Component
public class SharedKey {

    private static final String ALGORITHM = "HmacSHA256";

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
     * Returns a key for one purpose, which reveals nothing about the keys for others. Fails if the database fails; a
     * failure is not cached.
     */
    public Mono<byte[]> derived(String purpose) {
        return key.map(bytes -> derived(bytes, purpose)).cacheInvalidateIf(bytes -> false);
    }

    private static byte[] derived(byte[] key, String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform provides " + ALGORITHM, e);
        }
    }
}
