package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import reactor.test.StepVerifier;

/** The bytes that requests hold of a share with a reserve for small requests. */
class ReservationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long MB = 1024 * 1024;

    private final PermitQueue share = new PermitQueue(4 * MB, MB);

    private Reservation reservation() {
        return new Reservation(share, Duration.ofSeconds(1));
    }

    @Test
    void aRequestWaitsForMemoryInOrder() {
        Reservation first = reservation();
        Reservation second = reservation();
        assertThat(first.tryAcquire(3 * MB)).isTrue();
        StepVerifier.create(second.acquire(2 * MB))
                .then(() -> assertThat(reservation().tryAcquire(MB))
                        .as("behind the second")
                        .isFalse())
                .then(first::close)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(share.acquired()).isEqualTo(2 * MB);
        second.close();
        assertThat(share.acquired()).isZero();
    }

    @Test
    void aSmallRequestUsesTheReserveWhileLargeOnesWait() {
        assertThat(reservation().tryAcquire(3 * MB)).isTrue();
        share.acquire(2 * MB, () -> {});
        assertThat(reservation().tryAcquire(PermitQueue.MAX_SMALL)).isTrue();
        assertThat(share.tryAcquireLarge(1000)).isFalse();
    }

    @Test
    void aRequestWithoutMemoryIsRejectedAndNoLongerPending() {
        Reservation holder = reservation();
        assertThat(holder.tryAcquire(3 * MB)).isTrue();
        StepVerifier.create(reservation().acquire(2 * MB))
                .expectErrorMatches(
                        failure -> failure instanceof StatusException status && status.reason() == Reason.OVERLOADED)
                .verify(TIMEOUT);
        holder.close();
        assertThat(share.acquired()).isZero();
    }

    @Test
    void aReservationIsResizedToWhatIsInUse() {
        Reservation reservation = reservation();
        assertThat(reservation.tryAcquire(2 * MB)).isTrue();
        reservation.resize(MB);
        assertThat(share.acquired()).isEqualTo(MB);
        reservation.resize(5 * MB);
        assertThat(share.acquired()).as("beyond the limit").isEqualTo(5 * MB);
        reservation.close();
        reservation.close();
        assertThat(share.acquired()).isZero();
    }
}
