package org.operationsgateway.core.rpc;

import java.util.List;
import java.util.Optional;

/**
 * The error of a request or an operation, the model of {@code google.rpc.Status}. Immutable.
 *
 * <p>The number should be that of a {@link Code}, but the standard allows additional ones, which are kept unchanged.
 *
 * @param number the number of the code, not 0
 * @param message for developers, in English; may be empty
 * @param details machine-readable details, in order
 * @see <a href="https://google.aip.dev/193">AIP-193</a>
 */
public record Status(int number, String message, List<Any> details) {

    /** Creates a status; fails with {@link IllegalArgumentException} if the number is 0, that of no error. */
    public Status {
        if (number == Code.OK.number()) {
            throw new IllegalArgumentException("An error must have a code other than OK");
        }
        details = List.copyOf(details);
    }

    /** Creates a status with a canonical code. */
    public Status(Code code, String message, List<Any> details) {
        this(code.number(), message, details);
    }

    /** Creates a status without details. */
    public Status(Code code, String message) {
        this(code, message, List.of());
    }

    /** Returns the canonical code with the number; empty if there is none. */
    public Optional<Code> code() {
        return Code.of(number);
    }
}
