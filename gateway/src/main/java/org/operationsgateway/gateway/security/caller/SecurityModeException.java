package org.operationsgateway.gateway.security.caller;

/** A failure to start, because the settings of security are ambiguous or incomplete. */
final class SecurityModeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence that names the setting
     */
    SecurityModeException(String message) {
        super(message);
    }
}
