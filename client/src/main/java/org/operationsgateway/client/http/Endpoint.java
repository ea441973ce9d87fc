package org.operationsgateway.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import reactor.netty.http.client.HttpClient;

/**
 * The address of a gateway. Immutable.
 *
 * @param baseUrl absolute, with the scheme {@code http} or {@code https}, without a query; it may have a path
 */
public record Endpoint(URI baseUrl) {

    private static final String VERSION = "/v1/";

    /** Creates an address; fails with {@link IllegalArgumentException} if the URL is not one of a server. */
    public Endpoint {
        String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
        boolean isHttp = scheme.equals("http") || scheme.equals("https");
        if (!isHttp || baseUrl.getHost() == null || baseUrl.getQuery() != null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must be like https://host[:port][/path]: " + baseUrl);
        }
    }

    /** Returns whether the address has the scheme {@code https}. */
    public boolean isSecure() {
        return baseUrl.getScheme().equalsIgnoreCase("https");
    }

    /** Returns an HTTP client with TLS if the address demands it, whose connections record when they receive bytes. */
    public HttpClient prepare(HttpClient http) {
        return ConnectionSilence.record(isSecure() ? http.secure() : http);
    }

    /** Returns the URL of a resource, such as {@code operations/42:wait?timeout=2s}. */
    String resolve(String resource) {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + VERSION + resource;
    }

    /** Escapes the value of a query parameter. */
    public static String escape(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
