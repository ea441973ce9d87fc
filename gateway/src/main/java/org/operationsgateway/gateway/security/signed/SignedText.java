package org.operationsgateway.gateway.security.signed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.operationsgateway.gateway.store.page.KeyedHash;

/**
 * The codec of signed texts: the content and a keyed hash (HMAC) of it, in base64url and with a dot between them.
 * Whoever has the text can read the content, and cannot change it. Immutable.
 *
 * @param key the key of one kind of text, so that no other kind is taken for it
 * @param maxLength the limit on a signed text, in characters
 */
public record SignedText(KeyedHash key, int maxLength) {

    /** Returns the signed text of a content; empty if it would be longer than the limit. */
    public Optional<String> sign(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String text = encoder.encodeToString(bytes) + "." + encoder.encodeToString(key.of(bytes));
        return Optional.of(text).filter(signed -> signed.length() <= maxLength);
    }

    /** Returns the content of a signed text; empty if the signature is not valid. */
    public Optional<String> content(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > maxLength) {
            return Optional.empty();
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] hash = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            return MessageDigest.isEqual(key.of(content), hash)
                    ? Optional.of(new String(content, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
