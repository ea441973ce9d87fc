package org.operationsgateway.gateway.security.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.settings.InvalidSettingException;

/** The API keys, found by their hashes: so a lookup takes the same time for every wrong key. Thread-safe. */
final class ApiKeys {

    /** The beginning of each key, by which it is no other kind of token, and by which scanners find it in files. */
    static final String PREFIX = "ogk_";

    private volatile Map<String, Caller> byHash = Map.of();

    /**
     * Creates the keys.
     *
     * @throws IllegalArgumentException if two keys are equal
     */
    ApiKeys(List<ApiKeyProperties> keys) {
        replace(keys);
    }

    /**
     * Replaces all keys.
     *
     * @throws IllegalArgumentException if two keys are equal; then nothing is replaced
     */
    void replace(List<ApiKeyProperties> keys) {
        Map<String, Caller> callers = new HashMap<>();
        for (ApiKeyProperties key : keys) {
            if (callers.put(key.sha256().toLowerCase(Locale.ROOT), key.caller()) != null) {
                throw new InvalidSettingException(
                        "gateway.security.api-keys: two keys have the hash of " + key.name() + ".");
            }
        }
        byHash = callers;
    }

    /** Returns the caller with a key; empty if there is none. */
    Optional<Caller> caller(String key) {
        return Optional.ofNullable(byHash.get(hash(key)));
    }

    /** Returns the SHA-256 hash of a text, in hexadecimal digits. */
    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
