package org.operationsgateway.gateway.security.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decision whether requests need a credential, from the settings. Immutable.
 *
 * @param required false in the mode {@code open}, and on a loopback address without any credential configured
 */
public record AuthenticationMode(boolean required) {

    private static final Logger log = LoggerFactory.getLogger(AuthenticationMode.class);

    /**
     * Decides whether requests need a credential.
     *
     * @param configured whether any kind of credential is configured
     * @param address {@code server.address}; empty for every address
     * @throws SecurityModeException if the settings are incomplete, or would open the gateway to other machines
     */
    static AuthenticationMode of(CallerProperties properties, boolean configured, String address) {
        if (properties.mode() == CallerProperties.Mode.OPEN) {
            log.warn(
                    "Anyone who reaches {} may do everything: gateway.security.mode is open",
                    address.isEmpty() ? "this machine" : address);
            return new AuthenticationMode(false);
        }
        if (!configured && properties.mode() == CallerProperties.Mode.AUTHENTICATED) {
            throw new SecurityModeException("gateway.security.mode is authenticated, but no kind of credential is"
                    + " configured: set gateway.security.api-keys or"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri.");
        }
        if (!configured && !isLoopback(address)) {
            throw new SecurityModeException("server.address is " + (address.isEmpty() ? "empty" : address)
                    + ", so other machines could do everything: configure a kind of credential, such as"
                    + " gateway.security.api-keys, or set gateway.security.mode=open.");
        }
        return new AuthenticationMode(configured);
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
