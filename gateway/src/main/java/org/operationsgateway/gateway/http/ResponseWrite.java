package org.operationsgateway.gateway.http;

import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The write of one body, in slices. A slice is written after the previous one has reached the socket: so the progress
 * of a client is known over HTTP/2, too, and at most one slice is in direct memory. Thread-safe.
 */
final class ResponseWrite {

    private static final Logger log = LoggerFactory.getLogger(ResponseWrite.class);
    private static final int SLICE_BYTES = 64 * 1024;

    private final Channel channel;
    private final byte[] body;
    private volatile long progressNanos = System.nanoTime();

    ResponseWrite(Channel channel, byte[] body) {
        this.channel = channel;
        this.body = body;
    }

    /** Writes the body; completes when it has been written to the socket. */
    Mono<Void> to(ServerHttpResponse response) {
        return body.length <= SLICE_BYTES
                ? response.writeWith(Mono.just(response.bufferFactory().wrap(body)))
                : response.writeAndFlushWith(slices(response));
    }

    private Flux<Publisher<DataBuffer>> slices(ServerHttpResponse response) {
        int count = (body.length + SLICE_BYTES - 1) / SLICE_BYTES;
        return Flux.range(0, count).map(number -> Mono.fromSupplier(() -> slice(response, number)));
    }

    private DataBuffer slice(ServerHttpResponse response, int number) {
        progressNanos = System.nanoTime();
        int start = number * SLICE_BYTES;
        int length = Math.min(SLICE_BYTES, body.length - start);
        return response.bufferFactory().wrap(ByteBuffer.wrap(body, start, length));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    void closeIfStalled(long now, long limitNanos) {
        if (now - progressNanos > limitNanos) {
            log.debug("Closing a connection whose client reads nothing of a response");
            channel.close();
        }
    }
}
