package org.operationsgateway.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import java.util.function.Supplier;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.connection.PeerProperties;
import org.operationsgateway.gateway.http.connection.RejectedConnections;
import org.operationsgateway.gateway.http.connection.RejectionReason;
import org.operationsgateway.gateway.memory.Reservation;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A factory of the reads of bodies, with the deadlines and the memory of their requests. Thread-safe. */
@Component
public class BodyReaders {

    private final long timeoutNanos;
    private final long minRate;
    private final RejectedConnections rejected;

    BodyReaders(PeerProperties properties, RejectedConnections rejected) {
        this.rejected = rejected;
        this.timeoutNanos = properties.bodyTimeout().toNanos();
        this.minRate = Math.max(1, properties.minBodyRate().toBytes());
    }

    /** Counts a body that has been decompressed. */
    public static void decompressed(ServerWebExchange exchange, byte[] body) {
        Reservation memory = RequestMemory.of(exchange).request();
        memory.resize(Math.max(memory.held(), (long) body.length * BodyReader.BYTES_PER_BODY_BYTE));
    }

    /**
     * Reads a whole body; emits an empty array if there is none. Fails with status 408 if the body is late, and with
     * RESOURCE_EXHAUSTED if there is no memory for it within a limited time.
     *
     * @param maxBytes the maximum size
     * @param tooLarge returns the failure of a larger body
     */
    public Mono<byte[]> read(ServerWebExchange exchange, int maxBytes, Supplier<StatusException> tooLarge) {
        EventExecutor loop = ServerChannel.of(exchange).eventLoop();
        long announced = exchange.getRequest().getHeaders().getContentLength();
        if (announced > maxBytes) {
            return Mono.error(tooLarge);
        }
        BodyLimits limits = new BodyLimits(maxBytes, announced, timeoutNanos, minRate, tooLarge);
        Mono<byte[]> body = Mono.create(sink -> exchange.getRequest()
                .getBody()
                .subscribe(
                        new BodyReader(limits, loop, RequestMemory.of(exchange).request(), sink)));
        return body.doOnError(StatusException.class, failure -> logLate(exchange, failure));
    }

    private void logLate(ServerWebExchange exchange, StatusException failure) {
        if (failure.reason() == Reason.REQUEST_TIMEOUT) {
            rejected.reject(exchange.getRequest().getRemoteAddress(), RejectionReason.LATE_BODY);
        }
    }
}
