package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How one stream is to be written.
 *
 * @param format in which format
 * @param delivery which states
 * @param retry how long its client is to wait before it reconnects, on average
 * @param maxAge when it is ended, so that its client comes back, perhaps to another replica, on average; zero for never
 */
public record StreamOptions(StreamFormat format, Delivery delivery, Duration retry, Duration maxAge) {

    /** Which states a stream carries. */
    public enum Delivery {
        /** Each one. */
        EVERY_STATE,
        /** If the reader lags, only the latest: enough for a screen. */
        LATEST_STATE
    }

    /** A stream that tells its client when to come back: at another time than the clients of other streams. */
    public byte[] retryBytes() {
        return format.retry(jittered(retry)).getBytes(UTF_8);
    }

    /** The bytes of an event. */
    public byte[] eventBytes(String type, String data) {
        return format.event(type, data).getBytes(UTF_8);
    }

    /** When, on the clock of {@link System#nanoTime}, a stream that begins now is too old. */
    public long expiry() {
        return System.nanoTime() + (maxAge.isZero() ? Long.MAX_VALUE / 2 : jittered(maxAge) * 1_000_000);
    }

    /** Milliseconds, between half and one and a half of the average. */
    private static long jittered(Duration average) {
        long millis = average.toMillis();
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1);
    }
}
