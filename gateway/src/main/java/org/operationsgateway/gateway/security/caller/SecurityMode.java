package org.operationsgateway.gateway.security.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decision whether requests need a credential, from the settings. */
final class SecurityMode {

    private static final Logger log = LoggerFactory.getLogger(SecurityMode.class);

    private SecurityMode() {}

    /**
     * Returns whether requests need a credential.
     *
     * @param configured whether any kind of credential is configured
     * @param address {@code server.address}; empty for every address
     * @throws SecurityModeException if the settings are incomplete, or would open the gateway to other machines
     */
    static boolean isAuthenticated(CallerProperties properties, boolean configured, String address) {
        if (properties.mode() == CallerProperties.Mode.OPEN) {
            log.warn(
                    "Anyone who reaches {} may do everything: gateway.security.mode is open",
                    address.isEmpty() ? "this machine" : address);
            return false;
        }
        if (configured) {
            return true;
        }
        if (properties.mode() == CallerProperties.Mode.AUTHENTICATED) {
            throw new SecurityModeException("gateway.security.mode is authenticated, but no kind of credential is"
                    + " configured: set gateway.security.api-keys or"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri.");
        }
        if (!isLoopback(address)) {
            throw new SecurityModeException("server.address is " + (address.isEmpty() ? "empty" : address)
                    + ", so other machines could do everything: configure a kind of credential, such as"
                    + " gateway.security.api-keys, or set gateway.security.mode=open.");
        }
        return false;
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
