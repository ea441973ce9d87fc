package org.operationsgateway.core.rpc;

import java.util.List;

/**
 * How a call, or an operation, failed: {@code google.rpc.Status}.
 *
 * @param code the canonical code
 * @param message for developers, in English; may be empty
 * @param details machine-readable additions, in order; immutable
 * @see <a href="https://google.aip.dev/193">AIP-193</a>
 */
public record Status(Code code, String message, List<Any> details) {

    public Status {
        details = List.copyOf(details);
    }

    /** A status without details. */
    public Status(Code code, String message) {
        this(code, message, List.of());
    }
}
