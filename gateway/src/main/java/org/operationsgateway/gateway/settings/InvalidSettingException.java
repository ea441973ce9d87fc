package org.operationsgateway.gateway.settings;

/** A setting with a value that the gateway does not accept. The start prints the message without a stack trace. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence that begins with the name of the setting, and ends with the remedy
     */
    public InvalidSettingException(String message) {
        super(message);
    }

    /** Creates an exception with a cause. */
    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
