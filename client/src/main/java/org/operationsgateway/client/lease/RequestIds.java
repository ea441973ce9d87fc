package org.operationsgateway.client.lease;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A source of unique request ids: a random prefix of 128 bits and a counter. Only the constructor reads random bytes,
 * which may block. Thread-safe.
 */
final class RequestIds {

    private static final int PREFIX_BYTES = 16;

    private final String prefix;
    private final AtomicLong counter = new AtomicLong();

    RequestIds() {
        byte[] bytes = new byte[PREFIX_BYTES];
        new SecureRandom().nextBytes(bytes);
        prefix = HexFormat.of().formatHex(bytes);
    }

    String next() {
        return prefix + "-" + counter.incrementAndGet();
    }
}
