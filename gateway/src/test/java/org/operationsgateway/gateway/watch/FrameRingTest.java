package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.store.RevisionId;

class FrameRingTest {

    private static final OperationName NAME = OperationName.parse("operations/a");

    @Test
    void theLastFramesAreKept() {
        FrameRing ring = new FrameRing(frame(7, 10));
        for (long number = 8; number <= 100; number++) {
            ring.append(frame(number, 10));
        }
        assertThat(ring.latest()).isEqualTo(100);
        assertThat(ring.get(68)).isNull();
        for (long number = 69; number <= 100; number++) {
            assertThat(ring.get(number)).extracting(Frame::number).isEqualTo(number);
        }
        assertThat(ring.get(101)).isNull();
    }

    @Test
    void largeFramesPushOutMoreThanOneEach() {
        FrameRing ring = new FrameRing(frame(1, 100_000));
        ring.append(frame(2, 100_000));
        assertThat(ring.get(1)).isNotNull();
        ring.append(frame(3, 200_000));
        assertThat(ring.get(1)).isNull();
        assertThat(ring.get(2)).isNull();
        assertThat(ring.get(3)).isNotNull();
    }

    @Test
    void theLatestFrameStaysHoweverLargeItIs() {
        FrameRing ring = new FrameRing(frame(1, 10));
        ring.append(frame(2, 1_000_000));
        assertThat(ring.get(1)).isNull();
        assertThat(ring.get(2)).isNotNull();
        ring.append(frame(3, 10));
        assertThat(ring.get(2)).isNull();
        assertThat(ring.get(3)).isNotNull();
    }

    @Test
    void aFrameThatDoesNotFollowIsRefused() {
        FrameRing ring = new FrameRing(frame(1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> ring.append(frame(3, 10)));
    }

    private static Frame frame(long number, int size) {
        Any metadata = Any.parse("{\"@type\":\"t/Test\",\"text\":\"" + "x".repeat(size) + "\"}");
        return Frame.of(new Revision.Changed(
                new RevisionId(1, number), Instant.EPOCH, new Operation(NAME, metadata, State.RUNNING)));
    }
}
