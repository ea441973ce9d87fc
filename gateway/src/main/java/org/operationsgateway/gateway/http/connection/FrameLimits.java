package org.operationsgateway.gateway.http.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The limits on the frames of one HTTP/2 connection that cost a client little. Frames of requests are limited where
 * their callers are known. Not thread-safe.
 *
 * <p>A reset frees its stream, so the number of concurrent streams does not bound requests that are reset at once. Only
 * these resets are limited: of streams that were opened in the last second or two and are not answered. All older
 * streams of a connection may be reset at the same time, however many they are.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-10.5">RFC 9113, Denial-of-Service Considerations</a>
 */
final class FrameLimits {

    /** The frames that a connection may send at once, as a multiple of those of a second. */
    private static final int BURST_SECONDS = 10;
    /** The CONTINUATION frames of one head: enough for the largest one. The codec accepts as many small ones. */
    static final int MAX_CONTINUATIONS = 15;
    /** The empty DATA frames without the end of a body that may follow each other. The codec accepts as many. */
    static final int MAX_EMPTY_DATA = 2;

    private static final int SMALL_DATA_BYTES = 256;
    /**
     * The frames of a second, as multiples of the setting. A client acknowledges what it reads by WINDOW_UPDATE, and
     * may send a body in small parts; each change of the settings is applied to each open stream.
     */
    private static final Map<RejectionReason, Double> WEIGHTS = Map.of(
            RejectionReason.SETTINGS_FLOOD, 0.01,
            RejectionReason.PING_FLOOD, 1.0,
            RejectionReason.PRIORITY_FLOOD, 1.0,
            RejectionReason.WINDOW_FLOOD, 50.0,
            RejectionReason.DATA_FLOOD, 50.0,
            RejectionReason.FRAME_FLOOD, 1.0);

    private final @Nullable FrameRate resets;
    private final Map<RejectionReason, FrameRate> rates = new EnumMap<>(RejectionReason.class);
    private final RecentStreams streams;
    private final IntPredicate answered;
    private long opened;
    private int emptyData;
    private int continuations;

    /**
     * Creates limits without frames.
     *
     * @param answered returns whether the response to a stream has begun, or the stream has ended
     */
    FrameLimits(PeerProperties properties, IntPredicate answered, long nanos) {
        this.answered = answered;
        this.streams = new RecentStreams(nanos);
        int perSecond = properties.resetsPerSecond();
        this.resets = perSecond == 0 ? null : rate(perSecond, nanos);
        if (properties.framesPerSecond() > 0) {
            WEIGHTS.forEach((reason, weight) -> rates.put(reason, rate(properties.framesPerSecond() * weight, nanos)));
        }
    }

    private static FrameRate rate(double perSecond, long nanos) {
        return new FrameRate(perSecond, Math.max(1, perSecond * BURST_SECONDS), nanos);
    }

    /** Counts a frame; returns null if it is within the limits. */
    @Nullable
    RejectionReason excess(FrameHeader frame, long nanos) {
        return switch (frame.type()) {
            case FrameHeader.DATA -> data(frame, nanos);
            case FrameHeader.HEADERS -> headers(frame, nanos);
            case FrameHeader.RST_STREAM -> reset(frame.stream(), nanos);
            case FrameHeader.CONTINUATION ->
                ++continuations > MAX_CONTINUATIONS ? RejectionReason.CONTINUATION_FLOOD : null;
            case FrameHeader.SETTINGS ->
                limit(frame.has(FrameHeader.ACK) ? RejectionReason.FRAME_FLOOD : RejectionReason.SETTINGS_FLOOD, nanos);
            case FrameHeader.PING -> limit(RejectionReason.PING_FLOOD, nanos);
            case FrameHeader.PRIORITY -> limit(RejectionReason.PRIORITY_FLOOD, nanos);
            case FrameHeader.WINDOW_UPDATE -> limit(RejectionReason.WINDOW_FLOOD, nanos);
            default -> limit(RejectionReason.FRAME_FLOOD, nanos);
        };
    }

    private @Nullable RejectionReason limit(RejectionReason kind, long nanos) {
        FrameRate rate = rates.get(kind);
        return rate == null || rate.accept(nanos) ? null : kind;
    }

    private @Nullable RejectionReason headers(FrameHeader frame, long nanos) {
        continuations = 0;
        emptyData = 0;
        opened += streams.open(frame.stream(), nanos) ? 1 : 0;
        return null;
    }

    private @Nullable RejectionReason data(FrameHeader frame, long nanos) {
        boolean end = frame.has(FrameHeader.END_STREAM);
        emptyData = end || frame.length() > 0 ? 0 : emptyData + 1;
        if (emptyData > MAX_EMPTY_DATA) {
            return RejectionReason.DATA_FLOOD;
        }
        return end || frame.length() > SMALL_DATA_BYTES ? null : limit(RejectionReason.DATA_FLOOD, nanos);
    }

    /** A stream is reset once. Further resets are frames without an effect. */
    private @Nullable RejectionReason reset(int stream, long nanos) {
        if (opened == 0) {
            return limit(RejectionReason.FRAME_FLOOD, nanos);
        }
        opened--;
        boolean counts = streams.contains(stream, nanos) && !answered.test(stream);
        return !counts || resets == null || resets.accept(nanos) ? null : RejectionReason.RESET_FLOOD;
    }

    /** Returns the highest id of a stream that the client has opened. */
    int lastStream() {
        return streams.last();
    }
}
