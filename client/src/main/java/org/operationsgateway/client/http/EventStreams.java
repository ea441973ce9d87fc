package org.operationsgateway.client.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.operationsgateway.client.sse.SseDecoder;
import org.operationsgateway.client.sse.SseItem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * The opening of event streams, one connection at a time. Thread-safe.
 *
 * <p>A stream reads from its connection only what its subscriber demands, and at most one chunk more: so a slow
 * subscriber slows its own stream, by the flow control of TCP or HTTP/2.
 */
public final class EventStreams {

    private static final String EVENT_STREAM = "text/event-stream";
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** The limit on the body of an answer that is no stream. */
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final HttpClient http;
    private final Endpoint endpoint;
    private final Credentials credentials;
    private final HttpSettings settings;
    private final SilenceTimer timer;

    /** Creates the streams of an endpoint. */
    public EventStreams(
            HttpClient http, Endpoint endpoint, Credentials credentials, HttpSettings settings, Scheduler scheduler) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.settings = settings;
        this.timer = new SilenceTimer(settings.headTimeout(), settings.idleTimeout(), scheduler);
    }

    /**
     * Opens a stream when subscribed to.
     *
     * @param lastEventId the id after which the stream resumes; empty for none
     * @return the items of one connection; completes when the server ends it. Fails with {@link EndOfStreamException}
     *     if there is nothing after the id, otherwise with a {@link org.operationsgateway.core.rpc.StatusException}.
     */
    public Flux<SseItem> open(String resource, String lastEventId) {
        return credentials
                .authorizeStream(authorization -> connect(resource, lastEventId, authorization))
                .onErrorMap(TransportErrors::translate);
    }

    private Flux<SseItem> connect(String resource, String lastEventId, String authorization) {
        ConnectionSilence silence = new ConnectionSilence();
        Flux<List<SseItem>> chunks = silence.of(http)
                .headers(headers -> writeHeaders(headers, lastEventId, authorization))
                .get()
                .uri(endpoint.resolve(resource))
                .response((head, body) -> read(head, body, lastEventId));
        return timer.watch(chunks)
                .doOnError(TimeoutException.class, late -> silence.closeAfter(settings.idleTimeout()))
                .concatMapIterable(Function.identity(), 1);
    }

    private static void writeHeaders(HttpHeaders headers, String lastEventId, String authorization) {
        headers.set(HttpHeaderNames.ACCEPT, EVENT_STREAM).set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        if (!lastEventId.isEmpty()) {
            headers.set(LAST_EVENT_ID, lastEventId);
        }
        if (!authorization.isEmpty()) {
            headers.set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
    }

    private Flux<List<SseItem>> read(HttpClientResponse head, ByteBufFlux body, String lastEventId) {
        int status = head.status().code();
        if (status == 200 && Answer.hasType(head.responseHeaders(), EVENT_STREAM)) {
            SseDecoder decoder = new SseDecoder(lastEventId, settings.maxAnswerBytes());
            return body.map(chunk -> decode(decoder, chunk));
        }
        return status == 204 ? Flux.error(new EndOfStreamException()) : refused(head, body);
    }

    private static List<SseItem> decode(SseDecoder decoder, ByteBuf chunk) {
        List<SseItem> items = new ArrayList<>();
        int length = chunk.readableBytes();
        if (chunk.hasArray()) {
            decoder.decode(chunk.array(), chunk.arrayOffset() + chunk.readerIndex(), length, items::add);
        } else {
            byte[] bytes = new byte[length];
            chunk.getBytes(chunk.readerIndex(), bytes);
            decoder.decode(bytes, 0, length, items::add);
        }
        return items;
    }

    private static Flux<List<SseItem>> refused(HttpClientResponse head, ByteBufFlux body) {
        int status = head.status().code();
        Mono<byte[]> content = status == 200
                ? body.asByteArray().next() // Possibly endless.
                : BoundedBody.collect(body, MAX_ERROR_BYTES);
        return content.defaultIfEmpty(new byte[0])
                .map(bytes -> new Answer(status, head.responseHeaders(), bytes))
                .flatMapMany(answer -> Flux.error(
                        status == 200
                                ? AnswerErrors.unexpectedContent(answer, EVENT_STREAM)
                                : AnswerErrors.of(answer)));
    }
}
