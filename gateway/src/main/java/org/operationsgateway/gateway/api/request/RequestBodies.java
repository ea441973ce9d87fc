package org.operationsgateway.gateway.api.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads request bodies: whole, as bytes, up to a limit, whatever an empty one calls itself. */
@Component
public class RequestBodies {

    private static final byte[] EMPTY = {};

    private final DataSize limit;

    RequestBodies(ApiProperties properties) {
        this.limit = properties.maxBodySize();
    }

    /** The body, empty if there is none; fails with INVALID_ARGUMENT if it is too large, or not JSON by its type. */
    public Mono<byte[]> read(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), (int) limit.toBytes())
                .map(RequestBodies::bytes)
                .map(bytes -> inflated(request, bytes))
                .doOnNext(bytes -> requireJson(request, bytes))
                .defaultIfEmpty(EMPTY)
                .onErrorMap(DataBufferLimitException.class, tooLarge -> tooLarge());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** Inflates what says that it is compressed, up to the same limit. */
    private byte[] inflated(ServerRequest request, byte[] bytes) {
        String encoding = request.headers().header(HttpHeaders.CONTENT_ENCODING).stream()
                .collect(Collectors.joining(","))
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> bytes.length == 0 ? bytes : gunzip(bytes);
            default ->
                throw StatusException.of(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be sent as it is, or with Content-Encoding: gzip.");
        };
    }

    private byte[] gunzip(byte[] bytes) {
        int most = (int) limit.toBytes();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] inflated = in.readNBytes(most + 1);
            if (inflated.length > most) {
                throw tooLarge();
            }
            return inflated;
        } catch (IOException e) {
            throw StatusException.badRequest(
                    Reason.INVALID_BODY, "", "The body says that it is compressed by gzip, and isn't, or is cut off.");
        }
    }

    private static void requireJson(ServerRequest request, byte[] bytes) {
        if (bytes.length > 0 && !isJson(request)) {
            throw StatusException.of(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON: send it with Content-Type: application/json.");
        }
    }

    private static boolean isJson(ServerRequest request) {
        try {
            Optional<MediaType> type = request.headers().contentType();
            return type.isEmpty()
                    || type.get().isCompatibleWith(MediaType.APPLICATION_JSON)
                    || "json".equals(type.get().getSubtypeSuffix());
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private StatusException tooLarge() {
        return StatusException.of(
                Reason.BODY_TOO_LARGE, "The body is larger than " + limit.toBytes() + " bytes, the most that is read.");
    }
}
