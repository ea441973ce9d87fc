package org.operationsgateway.gateway.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.HexFormat;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.http.server.HttpServer;

/**
 * Makes every request target one that {@link java.net.URI} can read, so that a malformed one is answered like any other
 * bad name: WebFlux would answer it with an empty page, before it asks anybody.
 *
 * <p>What may not stand in a target is escaped, and from then on means itself; a percent sign that begins no escape is
 * such a thing too. Reactor Netty shows a request to nobody earlier, over HTTP/1.1 and HTTP/2 alike, than to whom it asks
 * where the request came from; so this answers that question too, by the connection alone and without regard to
 * {@code Forwarded} headers, which anybody can send.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986, Path</a>
 */
@Component
class RequestTargetSanitizer implements NettyServerCustomizer {

    private static final String ALLOWED_MARKS = "-._~!$&'()*+,;=:@/?";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public HttpServer apply(HttpServer server) {
        return server.forwarded(RequestTargetSanitizer::readable);
    }

    private static ConnectionInfo readable(ConnectionInfo connection, HttpRequest request) {
        request.setUri(escape(request.uri()));
        return connection;
    }

    /** Escapes what needs it; each character is one byte of what came over the wire. */
    static String escape(String target) {
        int bad = nextBad(target, 0);
        if (bad < 0) {
            return target;
        }
        StringBuilder escaped = new StringBuilder(target.length() + 16);
        int from = 0;
        for (; bad >= 0; bad = nextBad(target, from)) {
            escaped.append(target, from, bad).append('%');
            HEX.toHexDigits(escaped, (byte) target.charAt(bad));
            from = bad + 1;
        }
        return escaped.append(target, from, target.length()).toString();
    }

    private static int nextBad(String target, int from) {
        for (int at = from; at < target.length(); at++) {
            if (!isAllowed(target, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAllowed(String target, int at) {
        char character = target.charAt(at);
        return character == '%'
                ? isHex(target, at + 1) && isHex(target, at + 2)
                : isAlphanumeric(character) || ALLOWED_MARKS.indexOf(character) >= 0;
    }

    private static boolean isAlphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static boolean isHex(String target, int at) {
        return at < target.length() && HexFormat.isHexDigit(target.charAt(at));
    }
}
