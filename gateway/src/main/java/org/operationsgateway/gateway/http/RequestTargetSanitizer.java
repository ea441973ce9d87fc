package org.operationsgateway.gateway.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.HexFormat;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.http.server.HttpServer;

/**
 * A server customizer that escapes illegal characters in request targets, so that {@link java.net.URI} can parse them,
 * and shortens headers that WebFlux cannot parse. Thread-safe.
 *
 * <p>WebFlux responds to an unparseable target with an empty body, before it calls any filter. A sanitized target is
 * routed, and fails as an invalid name in the error envelope. A percent sign that begins no escape is illegal, too.
 *
 * <p>The callback for forwarded headers is the earliest access to a request, over HTTP/1.1 and HTTP/2. It replaces the
 * default, so {@code Forwarded} headers, which any client can send, have no effect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986, Path</a>
 */
@Component
class RequestTargetSanitizer implements NettyServerCustomizer {

    private static final String ALLOWED_MARKS = "-._~!$&'()*+,;=:@/?";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public HttpServer apply(HttpServer server) {
        return server.forwarded(RequestTargetSanitizer::sanitize);
    }

    private static ConnectionInfo sanitize(ConnectionInfo connection, HttpRequest request) {
        request.setUri(escape(request.uri()));
        LongAcceptHeader.reduce(request.headers());
        return connection;
    }

    /** Escapes the illegal characters of a target. Each character of it is one byte on the wire. */
    static String escape(String target) {
        int illegal = nextIllegal(target, 0);
        if (illegal < 0) {
            return target;
        }
        StringBuilder escaped = new StringBuilder(target.length() + 16);
        int from = 0;
        for (; illegal >= 0; illegal = nextIllegal(target, from)) {
            escaped.append(target, from, illegal).append('%');
            HEX.toHexDigits(escaped, (byte) target.charAt(illegal));
            from = illegal + 1;
        }
        return escaped.append(target, from, target.length()).toString();
    }

    private static int nextIllegal(String target, int from) {
        for (int index = from; index < target.length(); index++) {
            if (!isAllowed(target, index)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isAllowed(String target, int index) {
        char character = target.charAt(index);
        return character == '%'
                ? isHex(target, index + 1) && isHex(target, index + 2)
                : isAlphanumeric(character) || ALLOWED_MARKS.indexOf(character) >= 0;
    }

    private static boolean isAlphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static boolean isHex(String target, int index) {
        return index < target.length() && HexFormat.isHexDigit(target.charAt(index));
    }
}
