package org.operationsgateway.gateway.stream.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.stream.FrameSink.Recency.LIVE;
import static org.operationsgateway.gateway.stream.FrameSink.Recency.REPLAYED;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test of the memory of large frames that several streams share. */
class LargeFramesTest {

    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    private final LargeFrames frames = new LargeFrames(400);
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
    void aSingleFrameOfAnySizeIsAccepted() {
        assertThat(frames.accepts(new byte[1000], REPLAYED)).isTrue();
    }
}
