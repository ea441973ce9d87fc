package org.operationsgateway.gateway.api;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/**
 * Makes ids for operations whose producer leaves that to the service: UUIDs that grow with time, which keeps the index
 * of names compact. Thread-safe, and fit for event loops.
 */
@Component
class OperationIds {

    private final NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator(random());

    /** One that nobody else has. */
    String next() {
        return generator.generate().toString();
    }

    /** The usual source reads a file of the system's every now and then, which would be on an event loop; this doesn't. */
    private static SecureRandom random() {
        try {
            SecureRandom random = SecureRandom.getInstance("DRBG");
            // The first bytes take a seed from the system.
            random.nextBytes(new byte[1]);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has DRBG", e);
        }
    }
}
