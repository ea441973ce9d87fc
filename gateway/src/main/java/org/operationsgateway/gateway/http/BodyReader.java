package org.operationsgateway.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.memory.Reservation;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;

/**
 * A reader of one body into an array, within a deadline and a reservation. It copies each part at once, because a small
 * part holds a large buffer; and it requests the next part when there is memory for it. Not thread-safe.
 */
final class BodyReader extends BaseSubscriber<DataBuffer> {

    /** The bytes of memory for one byte of a body: the array, the text, and the change that is written. */
    static final int BYTES_PER_BODY_BYTE = 3;

    private static final int MIN_CAPACITY = 2048;
    private static final long CHECK_SECONDS = 1;

    private final BodyLimits limits;
    private final EventExecutor loop;
    private final Reservation memory;
    private final MonoSink<byte[]> sink;
    private final long startNanos = System.nanoTime();
    private byte[] bytes = {};
    private int length;
    private volatile boolean ended;

    BodyReader(BodyLimits limits, EventExecutor loop, Reservation memory, MonoSink<byte[]> sink) {
        this.limits = limits;
        this.loop = loop;
        this.memory = memory;
        this.sink = sink;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        sink.onDispose(() -> {
            ended = true;
            cancel();
        });
        reserve(limits.firstCapacity(MIN_CAPACITY));
        if (!ended) {
            scheduleCheck();
        }
    }

    /** Requests the next part once there is memory for this capacity. */
    private void reserve(int capacity) {
        long missing = (long) (capacity - bytes.length) * BYTES_PER_BODY_BYTE;
        if (missing <= 0 || memory.tryAcquire(missing)) {
            grow(capacity);
        } else {
            memory.acquire(missing).subscribe(null, this::fail, () -> loop.execute(() -> grow(capacity)));
        }
    }

    private void grow(int capacity) {
        if (!ended) {
            bytes = capacity > bytes.length ? Arrays.copyOf(bytes, capacity) : bytes;
            request(1);
        }
    }

    @Override
    protected void hookOnNext(DataBuffer part) {
        int size = part.readableByteCount();
        try {
            if (size > limits.maxBytes() - length) {
                fail(limits.tooLarge());
                return;
            }
            if (length + size > bytes.length) {
                // The part is in memory already. The next one is requested when its memory is reserved.
                bytes = Arrays.copyOf(bytes, length + size);
                memory.resize((long) bytes.length * BYTES_PER_BODY_BYTE);
            }
            part.read(bytes, length, size);
            length += size;
        } finally {
            DataBufferUtils.release(part);
        }
        reserve(length < bytes.length ? bytes.length : limits.nextCapacity(length));
    }

    @Override
    protected void hookOnComplete() {
        ended = true;
        sink.success(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    @Override
    protected void hookOnError(Throwable failure) {
        ended = true;
        sink.error(failure);
    }

    private void fail(Throwable failure) {
        ended = true;
        cancel();
        sink.error(failure);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The timer ends with the event loop.
    private void scheduleCheck() {
        loop.schedule(this::check, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    private void check() {
        if (ended) {
            return;
        }
        if (System.nanoTime() - startNanos > limits.nanosFor(length)) {
            fail(StatusException.of(
                    Reason.REQUEST_TIMEOUT, "The body is late. Send it at a rate of " + limits.minRate() + " B/s."));
        } else {
            scheduleCheck();
        }
    }
}
