package org.operationsgateway.gateway.stream.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.stream.FrameSink.Recency.LIVE;
import static org.operationsgateway.gateway.stream.FrameSink.Recency.REPLAYED;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;

/** A test of the memory of large frames that several streams share. */
class LargeFramesTest {

    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    private long nanos;
    /** Of which a quarter is for frames: four of them. */
    private final MemoryBudget budget = new MemoryBudget(1608, Duration.ofSeconds(10));

    private final PermitQueue pages = budget.share(MemoryUse.PAGES);
    private final FrameMemory memory = new FrameMemory(budget, Duration.ofSeconds(30));
    private final LargeFrames frames = new LargeFrames(memory, () -> nanos);
    private final LargeFrames framesOfAnotherLoop = new LargeFrames(memory, () -> nanos);
    private final byte[] first = new byte[100];
    private final byte[] second = new byte[100];
    private final byte[] third = new byte[100];

    @AfterEach
    void clear() {
        frames.clear();
    }

    private ByteBuf write(byte[] frame) {
        return frames.get(frame, ALLOCATOR).chunk();
    }

    @Test
    void aFrameIsInMemoryOnceForAllStreams() {
        ByteBuf chunk = write(first);
        ByteBuf secondChunk = write(first);
        assertThat(chunk.memoryAddress()).isEqualTo(secondChunk.memoryAddress());
        chunk.release();
        secondChunk.release();
    }

    @Test
    void aFrameIsEncodedAsAnHttpChunk() {
        byte[] frame = "data: {}\n\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuf chunk = write(frame);
        assertThat(chunk.toString(StandardCharsets.US_ASCII)).isEqualTo("a\r\ndata: {}\n\n\r\n");
        chunk.release();
    }

    @Test
    void replayedFramesMayFillHalfOfTheBudgetAndLiveFramesAllOfIt() {
        ByteBuf chunk = write(first);
        ByteBuf secondChunk = write(second);
        assertThat(frames.accepts(third, REPLAYED)).isFalse();
        assertThat(frames.accepts(third, LIVE)).isTrue();
        assertThat(frames.accepts(first, REPLAYED)).isTrue();
        chunk.release();
        assertThat(frames.accepts(third, REPLAYED)).isTrue();
        secondChunk.release();
    }

    @Test
    void anUnusedFrameIsReleased() {
        SharedFrame shared = frames.get(first, ALLOCATOR);
        ByteBuf chunk = shared.chunk();
        chunk.release();
        assertThat(chunk.refCnt()).isEqualTo(1);
        write(second).release();
        assertThat(chunk.refCnt()).isZero();
    }

    @Test
    void aReaderThatStallsIsDisconnectedWhenOthersNeedItsMemory() {
        TestReader stalled = new TestReader();
        TestReader slow = new TestReader();
        TestReader finished = new TestReader();
        List.of(stalled, slow, finished).forEach(frames::reading);
        finished.writable = true;
        for (int second = 0; second < 20 && !stalled.disconnected; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            slow.progress++;
            memory.contended(nanos);
            frames.retryAll();
        }

        assertThat(stalled.disconnected).isTrue();
        assertThat(nanos)
                .isBetween(
                        Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(7).toNanos());
        assertThat(slow.disconnected).isFalse();
        assertThat(finished.disconnected).isFalse();
    }

    @Test
    void aReaderThatStallsIsDisconnectedWhenStreamsOfAnotherLoopNeedItsMemory() {
        EmbeddedChannel other = new EmbeddedChannel();
        other.freezeTime();
        TestReader stalled = new TestReader();
        frames.reading(stalled);
        nanos += Duration.ofSeconds(10).toNanos();
        frames.retryAll();
        assertThat(stalled.disconnected).isFalse();

        framesOfAnotherLoop.awaitMemory(other.eventLoop(), () -> {});
        frames.retryAll();

        assertThat(stalled.disconnected).isTrue();
        other.close().syncUninterruptibly();
    }

    @Test
    void aReaderThatStallsIsDisconnectedWhenOthersNeedTheMemoryOfItsPage() {
        TestReader stalled = new TestReader();
        frames.reading(stalled);
        nanos += Duration.ofSeconds(10).toNanos();
        pages.acquire(pages.limit(), () -> {});
        frames.retryAll();
        assertThat(stalled.disconnected).isFalse();

        pages.acquire(1, () -> {});
        frames.retryAll();

        assertThat(stalled.disconnected).isTrue();
    }

    @Test
    void scarceMemoryDoesNotRaiseTheTimeoutOfAReader() {
        FrameMemory strict = new FrameMemory(budget, Duration.ofSeconds(1));
        strict.contended(nanos);
        assertThat(strict.stallNanos(nanos)).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    private final class TestReader implements LargeFrames.Reader {

        private boolean writable;
        private boolean disconnected;
        private long progress;

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public long progress() {
            return progress;
        }

        @Override
        public void disconnect() {
            disconnected = true;
            frames.finished(this);
        }
    }

    @Test
    void aSingleFrameOfAnySizeIsAccepted() {
        assertThat(frames.accepts(new byte[1000], REPLAYED)).isTrue();
    }
}
