package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan of frames, whatever the parts in which they arrive. */
class Http2FrameScannerTest {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final Http2FrameScanner scanner = new Http2FrameScanner(0, FrameLimitsTest.limits(stream -> false));
    private final ByteBuf bytes = Unpooled.buffer().writeZero(24);

    private void frame(int type, int flags, int length) {
        bytes.writeMedium(length).writeByte(type).writeByte(flags).writeInt(1).writeZero(length);
    }

    private void scanInPartsOf(int size) {
        while (bytes.isReadable()) {
            scanner.scan(bytes.readSlice(Math.min(size, bytes.readableBytes())), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10, 1000})
    void completeFramesOweNothing(int size) {
        frame(HEADERS, END_HEADERS, 30);
        frame(DATA, 0, 100);
        frame(4, 0, 0);
        scanInPartsOf(size);
        assertThat(scanner.isIncomplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10, 1000})
    void headersAreIncompleteUntilTheirLastFrame(int size) {
        frame(HEADERS, 0, 30);
        frame(CONTINUATION, 0, 70);
        scanInPartsOf(size);
        assertThat(scanner.isIncomplete()).isTrue();
        assertThat(scanner.headersBytes()).isEqualTo(100);

        frame(CONTINUATION, END_HEADERS, 1);
        scanInPartsOf(size);
        assertThat(scanner.isIncomplete()).isFalse();
        assertThat(scanner.headersBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 50})
    void aFrameIsIncompleteUntilItsLastByte(int arrived) {
        frame(DATA, 0, 60);
        scanner.scan(bytes.readSlice(24 + arrived), 0);
        assertThat(scanner.isIncomplete()).isTrue();
    }
}
