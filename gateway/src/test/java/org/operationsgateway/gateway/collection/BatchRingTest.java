package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.Entry;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.store.RevisionId;

class BatchRingTest {

    private static final long BYTES = batch(1).bytes();

    @Test
    void theLastFewBatchesStay() {
        BatchRing ring = filled(new BatchRing(3, Long.MAX_VALUE), 5);

        assertThat(present(ring, 7)).containsExactly(3L, 4L, 5L);
        assertThat(ring.latest()).isEqualTo(5);
    }

    @Test
    void noMoreStayThanTheBytesAllow() {
        BatchRing ring = filled(new BatchRing(10, 2 * BYTES), 5);

        assertThat(present(ring, 7)).containsExactly(4L, 5L);
    }

    @Test
    void theLatestBatchStaysWhateverItsSize() {
        BatchRing ring = filled(new BatchRing(10, 1), 5);

        assertThat(present(ring, 7)).containsExactly(5L);
    }

    @Test
    void clearingLeavesAGapThatNobodyCanReadOver() {
        BatchRing ring = filled(new BatchRing(10, Long.MAX_VALUE), 5);
        ring.clear();

        assertThat(ring.latest()).isEqualTo(6);
        assertThat(present(ring, 8)).isEmpty();

        ring.append(batch(7));
        assertThat(present(ring, 8)).containsExactly(7L);
    }

    @Test
    void whatWasDroppedNoLongerCounts() {
        BatchRing ring = filled(new BatchRing(10, 2 * BYTES), 50);
        ring.clear();
        ring.append(batch(52));
        ring.append(batch(53));

        assertThat(present(ring, 60)).containsExactly(52L, 53L);
    }

    @Test
    void aBatchOutOfOrderIsRefused() {
        BatchRing ring = filled(new BatchRing(10, Long.MAX_VALUE), 2);

        assertThatIllegalArgumentException().isThrownBy(() -> ring.append(batch(4)));
    }

    private static BatchRing filled(BatchRing ring, int count) {
        LongStream.rangeClosed(1, count).forEach(number -> ring.append(batch(number)));
        return ring;
    }

    private static List<Long> present(BatchRing ring, long upTo) {
        return LongStream.rangeClosed(0, upTo)
                .filter(number -> ring.get(number) != null)
                .boxed()
                .toList();
    }

    private static Batch batch(long sequence) {
        OperationName name = new OperationName(Parent.SERVICE, "one");
        Revision deleted = new Revision.Deleted(new RevisionId(1, 1), Instant.EPOCH, name);
        return new Batch(sequence, Cursor.parse("1:1:"), List.of(new Change(new Entry(deleted, null, null))));
    }
}
