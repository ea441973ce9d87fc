package org.operationsgateway.gateway.security.origin;

import java.util.Locale;

/**
 * The host and port in a {@code Host} header or in an origin.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.2">RFC 9110, Host</a>
 */
public final class HostAuthority {

    private HostAuthority() {}

    /** Returns the host name or the address in lower case, without the port, brackets and a dot at the end. */
    public static String host(String authority) {
        String text = authority.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Returns whether an origin, such as {@code https://example.com}, has this authority, with any scheme. */
    public static boolean isOrigin(String origin, String authority) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && withoutDefaultPort(origin.substring(scheme + 3), origin)
                        .equalsIgnoreCase(withoutDefaultPort(authority.strip(), origin));
    }

    private static String withoutDefaultPort(String authority, String origin) {
        String port = origin.startsWith("https:") ? ":443" : ":80";
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
