package org.operationsgateway.gateway.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.memory.PermitQueue;

class EncryptedBytesTest {

    private static final int KB = 1024;

    private final PermitQueue memory = new PermitQueue(1);
    private final EmbeddedChannel channel = new EmbeddedChannel(new EncryptedBytes(memory));

    @SuppressWarnings("FutureReturnValueIgnored") // It is complete when the channel is flushed.
    private void write(int bytes) {
        channel.write(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    @Test
    void bytesAreCountedUntilTheyAreWrittenToTheSocket() {
        write(20 * KB);
        write(20 * KB);
        assertThat(memory.acquired()).isEqualTo(40 * KB);
        write(10 * KB);
        assertThat(memory.acquired()).isEqualTo(40 * KB);

        channel.flush();

        assertThat(memory.acquired()).isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void aFewBytesAreNotCounted() {
        write(16 * KB);
        assertThat(memory.acquired()).isZero();
        channel.finishAndReleaseAll();
        assertThat(memory.acquired()).isZero();
    }

    @Test
    void aClosedConnectionReleasesItsBytes() {
        write(100 * KB);
        assertThat(memory.acquired()).isEqualTo(100 * KB);
        channel.finishAndReleaseAll();
        assertThat(memory.acquired()).isZero();
    }
}
