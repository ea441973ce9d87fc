package org.operationsgateway.gateway.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * Seals the place where a page ends into a token, and opens it again.
 *
 * <p>A token is the last life of the page and a keyed hash of it and of the list it belongs to: opaque, fit for a URL,
 * worthless once altered, and refused for any other list. All replicas of one database share the key.
 */
final class PageTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_LENGTH = 16;

    private final SecretKeySpec key;

    PageTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Makes a token.
     *
     * @param list what is listed: the parent, and whatever else selects
     * @param lastIncarnation the last life of the page
     */
    String seal(String list, long lastIncarnation) {
        ByteBuffer token = ByteBuffer.allocate(Long.BYTES + SEAL_LENGTH);
        token.putLong(lastIncarnation).put(hash(list, lastIncarnation));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The last life of the page before; fails with INVALID_ARGUMENT if the token isn't one of this list. */
    long open(String list, String token) {
        byte[] bytes = decode(token);
        if (bytes.length == Long.BYTES + SEAL_LENGTH) {
            long lastIncarnation = ByteBuffer.wrap(bytes).getLong();
            byte[] seal = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
            if (MessageDigest.isEqual(seal, hash(list, lastIncarnation))) {
                return lastIncarnation;
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

    private byte[] hash(String list, long lastIncarnation) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, lastIncarnation));
            return Arrays.copyOf(mac.doFinal(list.getBytes(StandardCharsets.UTF_8)), SEAL_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static StatusException invalid() {
        return StatusException.badRequest(
                Reason.INVALID_PAGE_TOKEN,
                "pageToken",
                "The page token is not one of this list: send the nextPageToken of an answer, and the same parent.");
    }
}
