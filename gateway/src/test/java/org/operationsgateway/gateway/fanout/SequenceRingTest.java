package org.operationsgateway.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceRingTest {

    private record Element(long sequence, long sizeBytes) implements Sequenced {}

    @Test
    void theLatestElementsStayWithinTheCapacity() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(3, Long.MAX_VALUE, 7), 7, 100, 1);

        assertThat(present(ring, 105)).containsExactly(98L, 99L, 100L);
        assertThat(ring.latest()).isEqualTo(100);
    }

    @Test
    void theLatestElementsStayWithinTheByteLimit() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, 20, 1), 1, 5, 10);

        assertThat(present(ring, 7)).containsExactly(4L, 5L);
    }

    @Test
    void aLargeElementEvictsSeveralOthers() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, 40, 1), 1, 4, 10);
        ring.append(new Element(5, 25));

        assertThat(present(ring, 7)).containsExactly(4L, 5L);
    }

    @Test
    void theLatestElementStaysWhateverItsSize() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, 1, 1), 1, 5, 10);

        assertThat(present(ring, 7)).containsExactly(5L);
    }

    @Test
    void clearLeavesAGapThatNoReaderSkips() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, Long.MAX_VALUE, 1), 1, 5, 1);
        ring.clear();

        assertThat(ring.latest()).isEqualTo(6);
        assertThat(present(ring, 8)).isEmpty();

        ring.append(new Element(7, 1));
        assertThat(present(ring, 8)).containsExactly(7L);
    }

    @Test
    void evictedElementsDoNotCountTowardsTheByteLimit() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, 20, 1), 1, 50, 10);
        ring.clear();
        ring.append(new Element(52, 10));
        ring.append(new Element(53, 10));

        assertThat(present(ring, 60)).containsExactly(52L, 53L);
    }

    @Test
    void anElementOutOfOrderIsRejected() {
        SequenceRing<Element> ring = filled(new SequenceRing<>(10, Long.MAX_VALUE, 1), 1, 2, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> ring.append(new Element(4, 1)));
    }

    private static SequenceRing<Element> filled(SequenceRing<Element> ring, long first, long last, long bytes) {
        LongStream.rangeClosed(first, last).forEach(sequence -> ring.append(new Element(sequence, bytes)));
        return ring;
    }

    private static List<Long> present(SequenceRing<Element> ring, long last) {
        return LongStream.rangeClosed(0, last)
                .filter(sequence -> ring.get(sequence) != null)
                .boxed()
                .toList();
    }
}
