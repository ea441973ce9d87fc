package org.operationsgateway.gateway.security.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The check that a change with a cookie is by a page of the gateway itself, because a browser adds the cookie to
 * requests that a foreign page causes, too.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata, Sec-Fetch-Site</a>
 */
public final class SameOrigin {

    private static final String SITE = "Sec-Fetch-Site";

    private SameOrigin() {}

    /** Returns whether a request is a read, or is certainly by a page of the same origin. */
    public static boolean isProven(ServerHttpRequest request) {
        if (SafeMethods.contains(request.getMethod())) {
            return true;
        }
        HttpHeaders headers = request.getHeaders();
        List<String> sites = headers.getOrEmpty(SITE);
        if (!sites.isEmpty()) {
            return sites.equals(List.of("same-origin"));
        }
        @Nullable String origin = headers.getFirst(HttpHeaders.ORIGIN);
        @Nullable String host = headers.getFirst(HttpHeaders.HOST);
        return origin != null && host != null && HostAuthority.isOrigin(origin, host);
    }
}
