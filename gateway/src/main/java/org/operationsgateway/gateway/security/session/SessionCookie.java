package org.operationsgateway.gateway.security.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.operationsgateway.gateway.security.origin.HostAuthority;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The cookie of a session. Scripts cannot read it, and requests of other sites do not contain it.
 *
 * <p>Its name begins with {@code __Host-}, so a browser stores it over TLS only and no other host can set it. On the
 * loopback interface without TLS the name has no prefix, because some browsers store no such cookie there.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">Cookies, cookie name prefixes</a>
 */
public final class SessionCookie {

    private static final String SECURE_NAME = "__Host-operations";
    private static final String LOOPBACK_NAME = "operations";
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "::1");

    private SessionCookie() {}

    /** Returns the text of the session of a request; empty without one. Several cookies of one name are one text. */
    public static Optional<String> of(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().getOrDefault(name(request), List.of());
        return cookies.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(
                        ",", cookies.stream().map(HttpCookie::getValue).toList()));
    }

    /** Returns the cookie that stores a session until it expires. */
    static ResponseCookie store(ServerHttpRequest request, String text, Instant expiry) {
        // In whole seconds, rounded up.
        return cookie(request, text, Duration.between(Instant.now(), expiry).plusMillis(999));
    }

    /** Returns the cookie that removes the session. */
    static ResponseCookie remove(ServerHttpRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    private static ResponseCookie cookie(ServerHttpRequest request, String text, Duration age) {
        return ResponseCookie.from(name(request), text)
                .secure(name(request).equals(SECURE_NAME))
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }

    private static String name(ServerHttpRequest request) {
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        boolean isLoopback = host != null && LOOPBACK_HOSTS.contains(HostAuthority.host(host));
        return isLoopback && request.getSslInfo() == null ? LOOPBACK_NAME : SECURE_NAME;
    }
}
