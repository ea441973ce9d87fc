package org.operationsgateway.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.security.limit.StoredCount.Room;

/** The creations that replicas accept, before a limit and beyond it. */
class StoredCountTest {

    private static final long LIMIT = 16_000;

    private final AtomicLong nanos = new AtomicLong();

    private StoredCount count(long limit) {
        return new StoredCount(limit, nanos::get);
    }

    private static int createAll(StoredCount count) {
        int accepted = 0;
        while (count.reserve() == Room.RESERVED) {
            count.created();
            accepted++;
        }
        return accepted;
    }

    private static void set(StoredCount count, long stored) {
        count.begin();
        count.set(stored);
    }

    @Test
    void aReplicaAcceptsItsShareBetweenTwoCounts() {
        StoredCount count = count(LIMIT);

        assertThat(createAll(count)).isEqualTo(1000);
        assertThat(count.reserve()).isEqualTo(Room.UNKNOWN);
        set(count, 8000);
        assertThat(createAll(count)).isEqualTo(500);
        set(count, LIMIT - 1);
        assertThat(createAll(count)).isEqualTo(1);
        assertThat(count.reserve()).isEqualTo(Room.NONE);
    }

    @Test
    void replicasThatAcceptAllTheyMayExceedTheLimitByTheirLeastSharesOnly() {
        List<StoredCount> replicas =
                Stream.generate(() -> count(LIMIT)).limit(StoredCount.REPLICAS).toList();
        long stored = 0;
        List<Long> accepted = new ArrayList<>();
        do {
            long before = stored;
            replicas.forEach(replica -> set(replica, before));
            for (StoredCount replica : replicas) {
                stored += createAll(replica);
            }
            accepted.add(stored - before);
        } while (accepted.getLast() > 0);

        assertThat(stored).isBetween(LIMIT, LIMIT + StoredCount.REPLICAS * LIMIT / StoredCount.MIN_SHARES);
        assertThat(accepted).hasSizeLessThan(100);
    }

    @Test
    void creationsInProgressCountAlsoAfterACountThatDoesNotContainThem() {
        StoredCount count = count(4);
        assertThat(count.reserve()).isEqualTo(Room.RESERVED);
        set(count, 3);

        assertThat(count.reserve()).isEqualTo(Room.NONE);
        count.failed();
        assertThat(count.reserve()).isEqualTo(Room.RESERVED);
    }

    @Test
    void creationsThatSucceedDuringACountAreAddedToIt() {
        StoredCount count = count(2 * LIMIT);
        count.reserve();
        count.created();
        count.begin();
        assertThat(count.reserve()).isEqualTo(Room.RESERVED);
        count.created();
        count.set(2 * LIMIT - 1);

        assertThat(count.reserve()).isEqualTo(Room.NONE);
    }

    @Test
    void aUsedShareIsCountedEarlierAndNotMoreOftenThanCountsAreFast() {
        StoredCount count = count(LIMIT);
        assertThat(count.isOld()).isTrue();
        set(count, 0);
        count.nextCountAfter(Duration.ofMillis(50));
        createAll(count);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(count.isOld()).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(count.isOld()).isTrue();

        set(count, 1000);
        count.nextCountAfter(Duration.ofMillis(50));
        nanos.addAndGet(Duration.ofMillis(4999).toNanos());
        assertThat(count.isOld()).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(count.isOld()).isTrue();
    }
}
