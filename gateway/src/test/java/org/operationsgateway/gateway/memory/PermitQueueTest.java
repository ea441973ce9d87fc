package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitQueueTest {

    private final PermitQueue queue = new PermitQueue(100);
    private final List<String> granted = new ArrayList<>();

    private boolean acquire(String name, long permits) {
        return queue.acquire(permits, () -> granted.add(name));
    }

    @Test
    void permitsUnderTheLimitAreAcquiredAtOnce() {
        assertThat(acquire("a", 60)).isTrue();
        assertThat(acquire("b", 40)).isTrue();
        assertThat(queue.acquired()).isEqualTo(100);
        assertThat(granted).isEmpty();
    }

    @Test
    void pendingAcquisitionsAreGrantedInFifoOrderAsPermitsAreReleased() {
        acquire("a", 60);
        acquire("b", 40);
        assertThat(acquire("c", 50)).isFalse();
        assertThat(acquire("d", 1)).isFalse();
        queue.release(40);
        assertThat(granted).isEmpty();
        queue.release(60);
        assertThat(granted).containsExactly("c", "d");
        assertThat(queue.acquired()).isEqualTo(51);
    }

    @Test
    void aNewAcquisitionDoesNotOvertakeAPendingOne() {
        acquire("a", 60);
        assertThat(acquire("b", 50)).isFalse();
        assertThat(acquire("c", 1)).isFalse();
        queue.release(60);
        assertThat(granted).containsExactly("b", "c");
    }

    @Test
    void anAcquisitionLargerThanTheLimitIsGrantedAlone() {
        assertThat(acquire("a", 1000)).isTrue();
        assertThat(acquire("b", 1)).isFalse();
        queue.release(1000);
        assertThat(granted).containsExactly("b");
    }
}
