package org.operationsgateway.gateway.api;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/**
 * A generator of operation ids for create requests without {@code operationId}.
 *
 * <p>The ids are UUIDs of version 7, ordered by time, which keeps the index of names compact. Thread-safe; does not
 * block.
 */
@Component
class OperationIdGenerator {

    private final NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator(random());

    /** Returns a new, unique id. */
    String next() {
        return generator.generate().toString();
    }

    /** The default source of randomness reads a system file at intervals, which would block an event loop. */
    private static SecureRandom random() {
        try {
            SecureRandom random = SecureRandom.getInstance("DRBG");
            // The first call reads the seed from the system.
            random.nextBytes(new byte[1]);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has DRBG", e);
        }
    }
}
