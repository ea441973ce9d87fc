package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.view.View;

/** Tests of the memory of frames, in each of their encodings. */
class RingMemoryTest {

    private final PermitQueue share = new PermitQueue(1_000_000);
    private final RingMemory memory = new RingMemory(share);

    private static RevisionFrame frame(long number) {
        Operation operation = new Operation(OperationName.parse("operations/x"), null, State.RUNNING);
        Revision.Details details = new Revision.Details(Instant.EPOCH, false, null, null);
        return RevisionFrame.of(new Revision.Changed(new RevisionId(1, number), Instant.EPOCH, operation, details));
    }

    private static byte[] bytes(RevisionFrame frame, StreamFormat format, View view) {
        return Objects.requireNonNull(frame.bytes(format, view));
    }

    @Test
    void eachEncodingIsSharedAndCounted() {
        RevisionFrame frame = frame(1);
        memory.add(frame);
        byte[] basic = bytes(frame, StreamFormat.EVENT_STREAM, View.BASIC);
        assertThat(share.acquired()).isEqualTo(basic.length).isEqualTo(frame.sizeBytes());

        byte[] full = bytes(frame, StreamFormat.EVENT_STREAM, View.FULL);
        assertThat(bytes(frame, StreamFormat.EVENT_STREAM, View.FULL)).isSameAs(full);
        assertThat(bytes(frame, StreamFormat.EVENT_STREAM, View.BASIC)).isSameAs(basic);
        byte[] lines = bytes(frame, StreamFormat.NDJSON, View.FULL);
        assertThat(share.acquired()).isEqualTo(basic.length + full.length + lines.length);

        memory.remove(frame);
        assertThat(share.acquired()).isZero();
    }

    @Test
    void anEncodingBeyondTheLimitEvictsTheOldestFrame() {
        RevisionFrame first = frame(1);
        RevisionFrame second = frame(2);
        RingMemory small = new RingMemory(new PermitQueue(first.sizeBytes() + second.sizeBytes()));
        small.add(first);
        small.add(second);
        assertThat(first.isEvicted()).isFalse();

        assertThat(bytes(second, StreamFormat.EVENT_STREAM, View.FULL)).isNotEmpty();
        assertThat(first.isEvicted()).isTrue();
        assertThat(second.isEvicted()).isFalse();
    }
}
