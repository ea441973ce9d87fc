package org.operationsgateway.gateway.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class UndecodedLinesTest {

    private final UndecodedLines undecoded = new UndecodedLines();

    @Test
    void aBufferWithFewLinesIsOnePiece() {
        assertThat(undecoded.nextPiece(buffer("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody")))
                .isEqualTo(31);
    }

    @Test
    void aPieceEndsAfterALine() {
        ByteBuf buffer = buffer("ab\n".repeat(100));

        int piece = undecoded.nextPiece(buffer);

        assertThat(piece).isPositive().isLessThan(300);
        assertThat(piece % 3).isZero();
    }

    @Test
    void linesAndBytesAreCountedUntilAMessageIsDecoded() {
        pass("a:\r\nb", false);
        pass(":\r\nc:\r\n", false);
        assertThat(undecoded.lines()).isEqualTo(3);
        assertThat(undecoded.bytes()).isEqualTo(12);

        pass("\r\nGET /\r\n", true);
        assertThat(undecoded.lines()).isEqualTo(2);
        assertThat(undecoded.bytes()).isZero();
    }

    private void pass(String text, boolean decoded) {
        ByteBuf buffer = buffer(text);
        int piece = undecoded.nextPiece(buffer);
        if (decoded) {
            undecoded.messageDecoded();
        }
        undecoded.pieceDecoded(piece);
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
