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
import reactor.core.scheduler.Scheduler;

/** The reader of request bodies. It buffers a whole body, up to a limit. Thread-safe. */
@Component
public class RequestBodies {

    /** The size from which a body is parsed on another thread. Most are smaller, and do not need one. */
    private static final int LARGE_BYTES = 32 * 1024;

    private final BodyReaders readers;
    private final Scheduler largeBodyScheduler;
    private final int maxBytes;

    RequestBodies(BodyReaders readers, Scheduler largeBodyScheduler, ApiProperties properties) {
        this.readers = readers;
        this.largeBodyScheduler = largeBodyScheduler;
        this.maxBytes = (int) properties.maxBodySize().toBytes();
    }

    /**
     * Reads a body. Emits an empty array if there is none. A large or compressed body is emitted on a thread that is
     * not an event loop, because what parses it would delay the requests of other clients.
     *
     * <p>Fails with INVALID_ARGUMENT if the body is too large, has another {@linkplain BodyType type} than JSON, or
     * cannot be decompressed.
     */
    public Mono<byte[]> read(ServerRequest request) {
        return readers.read(request.exchange(), maxBytes, this::tooLarge)
                .flatMap(bytes -> dispatch(request, bytes))
                .map(bytes -> decode(request, bytes))
                .doOnNext(bytes -> BodyReaders.decompressed(request.exchange(), bytes))
                .doOnNext(bytes -> BodyType.check(request, bytes.length));
    }

    private Mono<byte[]> dispatch(ServerRequest request, byte[] bytes) {
        Mono<byte[]> body = Mono.just(bytes);
        boolean large =
                bytes.length >= LARGE_BYTES || request.headers().firstHeader(HttpHeaders.CONTENT_ENCODING) != null;
        return large ? body.publishOn(largeBodyScheduler) : body;
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
