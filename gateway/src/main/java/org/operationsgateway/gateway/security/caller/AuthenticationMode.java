package org.operationsgateway.gateway.security.caller;

/**
 * The decision of the settings whether requests need a credential. Immutable.
 *
 * @param required false in the mode {@code open}
 */
public record AuthenticationMode(boolean required) {}
