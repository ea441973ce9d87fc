package org.operationsgateway.client.http;

import java.io.ByteArrayOutputStream;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

/** The collection of a body with a limit. */
final class BoundedBody {

    private BoundedBody() {}

    /**
     * Collects a body.
     *
     * @return the bytes; empty if there are none. Fails beyond the limit, which closes the connection.
     */
    static Mono<byte[]> collect(ByteBufFlux body, int maxBytes) {
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, next) -> append(all, next, maxBytes))
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static void append(ByteArrayOutputStream all, byte[] next, int maxBytes) {
        if (next.length > maxBytes - all.size()) {
            throw new AnswerTooLargeException(maxBytes);
        }
        all.write(next, 0, next.length);
    }
}
