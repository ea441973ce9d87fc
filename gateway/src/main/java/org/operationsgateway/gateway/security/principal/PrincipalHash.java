package org.operationsgateway.gateway.security.principal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which the database knows a principal, whose name has no limit. */
public final class PrincipalHash {

    private PrincipalHash() {}

    /** Returns the SHA-256 hash of the name in UTF-8, 32 bytes. */
    public static ByteBuffer of(String principal) {
        try {
            byte[] bytes = principal.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
