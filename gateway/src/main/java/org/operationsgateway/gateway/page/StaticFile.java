package org.operationsgateway.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A file for browsers, in memory. Immutable.
 *
 * @param path the path of its URL
 * @param type its media type
 * @param content its text
 * @param etag identifies the content, in quotation marks
 */
record StaticFile(String path, MediaType type, String content, String etag) {

    /**
     * A page executes scripts of the gateway only, none that a text contains, and is shown in no frame.
     *
     * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** Reads a file from the class path. */
    static StaticFile read(String path, String resource) {
        try {
            String content = new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
            return new StaticFile(path, type(resource), content, etag(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType type(String resource) {
        String extension = resource.substring(resource.lastIndexOf('.') + 1);
        return switch (extension) {
            case "html" -> new MediaType("text", "html", StandardCharsets.UTF_8);
            case "css" -> new MediaType("text", "css", StandardCharsets.UTF_8);
            case "js" -> new MediaType("text", "javascript", StandardCharsets.UTF_8);
            case "json" -> MediaType.APPLICATION_JSON;
            default -> new MediaType("text", "plain", StandardCharsets.UTF_8);
        };
    }

    private static String etag(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform provides SHA-256", e);
        }
    }

    /** Responds with the file, or that the browser has it. */
    Mono<ServerResponse> respond(ServerRequest request) {
        return request.checkNotModified(etag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(type)
                        .eTag(etag)
                        .headers(StaticFile::protect)
                        .bodyValue(content)));
    }

    private static void protect(HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
    }
}
