package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** The frames that a client may send, and those for which its connection is closed. */
class FrameLimitsTest {

    private static final int STREAMS = 10_000;
    private static final int NEW_RESETS = 2_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static FrameLimits limits(IntPredicate answered) {
        Duration second = Duration.ofSeconds(1);
        PeerProperties properties = new PeerProperties(1, 0, second, second, DataSize.ofBytes(1), second, 200, 1000);
        return new FrameLimits(properties, answered, 0);
    }

    private final FrameLimits limits = limits(stream -> false);

    private static int id(int number) {
        return 2 * number + 1;
    }

    private static FrameHeader frame(int type, int flags, int length, int stream) {
        return new FrameHeader(type, flags, length, stream);
    }

    private void open(FrameLimits of, int first, int count, long nanos) {
        IntStream.range(first, first + count)
                .forEach(i -> assertThat(
                                of.excess(frame(FrameHeader.HEADERS, FrameHeader.END_HEADERS, 10, id(i)), nanos))
                        .isNull());
    }

    /** Returns the number of resets up to the first rejection. */
    private static int accepted(FrameLimits of, int first, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            if (of.excess(frame(FrameHeader.RST_STREAM, 0, 4, id(first + i)), nanos) != null) {
                return i;
            }
        }
        return count;
    }

    @Test
    void allStreamsOfAConnectionMayBeCancelledAtOnceAgainAndAgain() {
        for (int round = 0; round < 10; round++) {
            open(limits, round * STREAMS, STREAMS, 10L * round * SECOND);
            assertThat(accepted(limits, round * STREAMS, STREAMS, (10L * round + 2) * SECOND))
                    .isEqualTo(STREAMS);
        }
    }

    @Test
    void answeredStreamsMayBeCancelledAtAnyRate() {
        FrameLimits answered = limits(stream -> true);
        for (int round = 0; round < 10; round++) {
            open(answered, round * STREAMS, STREAMS, 0);
            assertThat(accepted(answered, round * STREAMS, STREAMS, 0)).isEqualTo(STREAMS);
        }
    }

    @Test
    void someNewRequestsMayBeCancelledAtOnce() {
        open(limits, 0, STREAMS, 0);
        assertThat(accepted(limits, 0, STREAMS, 0)).isEqualTo(NEW_RESETS);
    }

    @Test
    void aFloodOfResetsIsRejectedWhateverItsRateAboveTheLimit() {
        int accepted = 0;
        RejectionReason excess = null;
        for (int i = 0; excess == null && i < 100_000; i++) {
            long nanos = i * SECOND / 1000;
            open(limits, i, 1, nanos);
            excess = limits.excess(frame(FrameHeader.RST_STREAM, 0, 4, id(i)), nanos);
            accepted++;
        }
        assertThat(excess).isEqualTo(RejectionReason.RESET_FLOOD);
        // 1,000 in a second, of which 200 are within the rate.
        assertThat(accepted).isBetween(NEW_RESETS, NEW_RESETS * 10 / 8 + 10);
    }

    @Test
    void oneStreamIsNotResetWithoutAnEnd() {
        FrameLimits answered = limits(stream -> true);
        open(answered, 0, 1, 0);
        int resets = IntStream.range(0, 100_000)
                .filter(i -> answered.excess(frame(FrameHeader.RST_STREAM, 0, 4, 1), 0) != null)
                .findFirst()
                .orElse(-1);
        assertThat(resets).isEqualTo(10_001);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 100, SETTINGS_FLOOD",
        "4, 1, 10000, FRAME_FLOOD",
        "6, 0, 10000, PING_FLOOD",
        "6, 1, 10000, PING_FLOOD",
        "2, 0, 10000, PRIORITY_FLOOD",
        "8, 0, 500000, WINDOW_FLOOD",
        "7, 0, 10000, FRAME_FLOOD",
        "200, 0, 10000, FRAME_FLOOD"
    })
    void eachKindHasALimit(int type, int flags, int burst, RejectionReason reason) {
        for (int i = 0; i < burst; i++) {
            assertThat(limits.excess(frame(type, flags, 8, 0), 0)).isNull();
        }
        assertThat(limits.excess(frame(type, flags, 8, 0), 0)).isEqualTo(reason);
        assertThat(limits.excess(frame(type, flags, 8, 0), SECOND)).isNull();
    }

    @Test
    void emptyDataIsRejectedUnlessItEndsTheBody() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.excess(frame(FrameHeader.DATA, FrameHeader.END_STREAM, 0, 1), 0))
                    .isNull();
        }
        FrameHeader empty = frame(FrameHeader.DATA, 0, 0, 1);
        assertThat(limits.excess(empty, 0)).isNull();
        assertThat(limits.excess(empty, 0)).isNull();
        assertThat(limits.excess(empty, 0)).isEqualTo(RejectionReason.DATA_FLOOD);
    }

    @Test
    void aHeadHasSomeContinuations() {
        FrameHeader more = frame(FrameHeader.CONTINUATION, 0, 1, 1);
        for (int head = 0; head < 10; head++) {
            open(limits, head, 1, 0);
            for (int i = 0; i < FrameLimits.MAX_CONTINUATIONS; i++) {
                assertThat(limits.excess(more, 0)).isNull();
            }
        }
        assertThat(limits.excess(more, 0)).isEqualTo(RejectionReason.CONTINUATION_FLOOD);
    }

    @Test
    void zeroIsNoLimit() {
        Duration second = Duration.ofSeconds(1);
        FrameLimits unlimited = new FrameLimits(
                new PeerProperties(1, 0, second, second, DataSize.ofBytes(1), second, 0, 0), stream -> false, 0);
        open(unlimited, 0, 3 * STREAMS, 0);
        assertThat(accepted(unlimited, 0, 3 * STREAMS, 0)).isEqualTo(3 * STREAMS);
        for (int i = 0; i < 100_000; i++) {
            assertThat(unlimited.excess(frame(FrameHeader.PING, 0, 8, 0), 0)).isNull();
        }
    }
}
