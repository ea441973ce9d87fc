package org.operationsgateway.gateway.api.request;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.BodyReaders;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The reader of request bodies. It buffers a whole body, up to a limit. Thread-safe. */
@Component
public class RequestBodies {

    private final BodyReaders readers;
    private final int maxBytes;

    RequestBodies(BodyReaders readers, ApiProperties properties) {
        this.readers = readers;
        this.maxBytes = (int) properties.maxBodySize().toBytes();
    }

    /**
     * Reads a body. Emits an empty array if there is none.
     *
     * <p>Fails with INVALID_ARGUMENT if the body is too large, has another {@linkplain BodyType type} than JSON, or
     * cannot be decompressed.
     */
    public Mono<byte[]> read(ServerRequest request) {
        return readers.read(request.exchange(), maxBytes, this::tooLarge)
                .map(bytes -> decode(request, bytes))
                .doOnNext(bytes -> BodyReaders.decompressed(request.exchange(), bytes))
                .doOnNext(bytes -> BodyType.check(request, bytes.length));
    }

    private byte[] decode(ServerRequest request, byte[] bytes) {
        String encoding = request.headers().header(HttpHeaders.CONTENT_ENCODING).stream()
                .collect(Collectors.joining(","))
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> bytes.length == 0 ? bytes : gunzip(bytes);
            default ->
                throw StatusException.of(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "The Content-Encoding is not supported. Send the body with gzip or without encoding.");
        };
    }

    private byte[] gunzip(byte[] bytes) {
        try {
            byte[] inflated = GzipDecoder.decode(bytes, maxBytes);
            if (inflated.length > maxBytes) {
                throw tooLarge();
            }
            return inflated;
        } catch (DataFormatException e) {
            throw StatusException.badRequest(
                    Reason.INVALID_BODY, "", "The body has Content-Encoding: gzip, but is not gzip or is truncated.");
        }
    }

    private StatusException tooLarge() {
        return StatusException.of(
                Reason.BODY_TOO_LARGE,
                "The body is larger than the limit of " + maxBytes + " bytes. Send a smaller one.");
    }
}
