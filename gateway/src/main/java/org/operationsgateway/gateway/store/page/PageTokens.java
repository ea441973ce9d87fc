package org.operationsgateway.gateway.store.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * A codec of page tokens: it signs the offset at which a page ends, and verifies a token that a client sends back.
 *
 * <p>A token consists of the offset and a keyed hash (HMAC) of the offset and of the list. So it is opaque and safe in
 * a URL, and a token that was altered, or belongs to another list, is rejected. Thread-safe.
 */
final class PageTokens {

    private static final int HASH_BYTES = 16;

    private final KeyedHash key;

    PageTokens(byte[] key) {
        this.key = new KeyedHash(key);
    }

    /**
     * Returns a token.
     *
     * @param list the text that identifies the list: its parent, and its filter
     * @param offset the position of the last item of the page
     */
    String sign(String list, long offset) {
        ByteBuffer token = ByteBuffer.allocate(Long.BYTES + HASH_BYTES);
        token.putLong(offset).put(hash(list, offset));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Returns the offset of a token; throws INVALID_ARGUMENT if the token was not signed for this list. */
    long verify(String list, String token) {
        byte[] bytes = decode(token);
        if (bytes.length == Long.BYTES + HASH_BYTES) {
            long offset = ByteBuffer.wrap(bytes).getLong();
            byte[] hash = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
            if (MessageDigest.isEqual(hash, hash(list, offset))) {
                return offset;
            }
        }
        throw invalid();
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private byte[] hash(String list, long offset) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
        return Arrays.copyOf(key.of(number, list.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
    }

    private static StatusException invalid() {
        return StatusException.badRequest(
                Reason.INVALID_PAGE_TOKEN,
                "pageToken",
                "The page token does not belong to this list: send the nextPageToken of a response with the same"
                        + " parent and filter.");
    }
}
