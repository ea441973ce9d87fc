package org.operationsgateway.core.rpc;

import java.util.List;

/**
 * The error of a request or an operation, the model of {@code google.rpc.Status}. Immutable.
 *
 * @param code the canonical code
 * @param message for developers, in English; may be empty
 * @param details machine-readable details, in order
 * @see <a href="https://google.aip.dev/193">AIP-193</a>
 */
public record Status(Code code, String message, List<Any> details) {

    public Status {
        details = List.copyOf(details);
    }

    /** Creates a status without details. */
    public Status(Code code, String message) {
        this(code, message, List.of());
    }
}
