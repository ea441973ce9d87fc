package org.operationsgateway.gateway.security.origin;

import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * The HTTP methods that change nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1">RFC 9110, Safe Methods</a>
 */
public final class SafeMethods {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private SafeMethods() {}

    /** Returns whether requests with a method change nothing. */
    public static boolean contains(HttpMethod method) {
        return SAFE.contains(method);
    }
}
