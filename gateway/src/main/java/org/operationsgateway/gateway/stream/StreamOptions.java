package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.gateway.view.View;

/**
 * The format and the timing of one stream. Immutable.
 *
 * @param format the format of the events
 * @param view the view of the operations in the events
 * @param delivery the states that the stream contains
 * @param retry the mean delay before the client reconnects
 * @param maxAge the mean age at which the stream is ended; zero for no limit
 * @param validity the validity of the credential
 */
public record StreamOptions(
        StreamFormat format, View view, Delivery delivery, Duration retry, Duration maxAge, Validity validity) {

    /** The states that a stream contains. */
    public enum Delivery {
        /** Every state. */
        EVERY_STATE,
        /** The latest state only, when the client is behind: suitable for a user interface. */
        LATEST_STATE
    }

    /**
     * The validity of the credential that a stream was opened with. Thread-safe.
     *
     * @param limit the time until the stream must have ended, because the credential expires; zero for no limit
     * @param revoked whether the credential has been revoked
     */
    public record Validity(Duration limit, BooleanSupplier revoked) {

        /** The validity of a credential that neither expires nor is revoked. */
        private static final Validity UNLIMITED = new Validity(Duration.ZERO, () -> false);

        /** Returns whether the credential has been revoked. */
        boolean isRevoked() {
            return revoked.getAsBoolean();
        }
    }

    /** Creates the options of a stream whose credential stays valid. */
    public StreamOptions(StreamFormat format, View view, Delivery delivery, Duration retry, Duration maxAge) {
        this(format, view, delivery, retry, maxAge, Validity.UNLIMITED);
    }

    /** Returns these options with another validity. */
    public StreamOptions withValidity(Validity other) {
        return new StreamOptions(format, view, delivery, retry, maxAge, other);
    }

    /** Returns the greatest number of encodings of an event that this stream adds to the heap, one of them shared. */
    public int encodings() {
        return 1 + (view == View.FULL ? 1 : 0) + (format == StreamFormat.NDJSON ? 1 : 0);
    }

    /**
     * Returns the encoded {@code retry} field with a random delay, so that clients do not reconnect at the same time.
     */
    public byte[] retryBytes() {
        return retryBytes(retry);
    }

    /** Returns the same field for another mean delay. */
    public byte[] retryBytes(Duration mean) {
        return format.retry(jitteredMillis(mean)).getBytes(UTF_8);
    }

    /** Returns an encoded event without an id that contains a reason, in UPPER_SNAKE_CASE. */
    public byte[] reasonBytes(String type, String reason) {
        String data = JsonBuilder.object(64).string("reason", reason).build();
        return format.event(type, data).getBytes(UTF_8);
    }

    /** Returns the time at which a stream that is opened now is ended, on {@link System#nanoTime}. */
    public long expiryNanos() {
        long age = maxAge.isZero() ? Long.MAX_VALUE / 2 : jitteredMillis(maxAge) * 1_000_000;
        Duration limit = validity.limit();
        return System.nanoTime() + (limit.isZero() ? age : Math.min(age, limit.toNanos()));
    }

    /** Returns a random delay between half and one and a half of the mean. */
    private static long jitteredMillis(Duration mean) {
        long millis = mean.toMillis();
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1);
    }
}
