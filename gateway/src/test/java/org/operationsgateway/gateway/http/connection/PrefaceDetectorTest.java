package org.operationsgateway.gateway.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The detection of HTTP/2 by the first bytes of a connection. */
class PrefaceDetectorTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final PrefaceDetector detector = new PrefaceDetector();

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    @Test
    void thePrefaceIsDetectedInOneSegmentWithTheFramesBehindIt() {
        ByteBuf bytes = bytes(PREFACE + "frames");
        assertThat(detector.isPreface(bytes)).isTrue();
        assertThat(detector.matchedBefore()).isZero();
    }

    @Test
    void thePrefaceIsDetectedInSeveralSegments() {
        for (int i = 0; i < 4; i++) {
            assertThat(detector.isPreface(bytes(PREFACE.substring(i, i + 1)))).isFalse();
        }
        assertThat(detector.isPreface(bytes(PREFACE.substring(4) + "frames"))).isTrue();
        assertThat(detector.matchedBefore()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH / HTTP/1.1\r\n", "POST / HTTP/1.1\r\n", "PRI /x HTTP/1.1\r\n", "GET"})
    void aRequestInSegmentsOfOneByteIsNoPreface(String request) {
        for (int i = 0; i < request.length(); i++) {
            assertThat(detector.isPreface(bytes(request.substring(i, i + 1)))).isFalse();
        }
    }

    @Test
    void afterAnUpgradeThePrefaceIsExpectedAgain() {
        detector.isPreface(bytes("GET / HTTP/1.1\r\n"));
        detector.end();
        assertThat(detector.isPreface(bytes(PREFACE))).isFalse();
        detector.restart();
        assertThat(detector.isPreface(bytes(PREFACE))).isTrue();
    }
}
