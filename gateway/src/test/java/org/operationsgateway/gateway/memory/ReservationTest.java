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

    private final CallerShares callers = new CallerShares(share);

    private Reservation reservation() {
        return new Reservation(share, callers, Duration.ofSeconds(1));
    }

    private Reservation reservationOf(String caller) {
        Reservation reservation = reservation();
        reservation.limitTo(caller);
        return reservation;
    }

    @Test
    void oneCallerHoldsAtMostHalfAndAnotherIsNotDelayed() {
        Reservation first = reservationOf("attacker");
        assertThat(first.tryAcquire(MB)).isTrue();
        Reservation second = reservationOf("attacker");
        assertThat(second.tryAcquire(MB)).as("half without the reserve").isFalse();
        StepVerifier.create(second.acquire(MB))
                .then(() -> assertThat(reservationOf("honest").tryAcquire(MB)).isTrue())
                .then(first::close)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(share.acquired()).isEqualTo(2 * MB);
    }

    @Test
    void smallAnswersOfACallerUseTheReserveOfItsHalf() {
        assertThat(reservationOf("attacker").tryAcquire(MB)).isTrue();
        assertThat(reservationOf("attacker").tryAcquire(PermitQueue.MAX_SMALL)).isTrue();
    }

    @Test
    void whatACallerHoldsIsReleasedHoweverTheRequestEnds() {
        Reservation others = reservation();
        assertThat(others.tryAcquire(3 * MB)).isTrue();
        Reservation rejected = reservationOf("caller");
        StepVerifier.create(rejected.acquire(MB))
                .expectError(StatusException.class)
                .verify(TIMEOUT);
        others.close();
        Reservation next = reservationOf("caller");
        assertThat(next.tryAcquire(MB)).as("the share of the caller is free").isTrue();
        next.resize(3 * MB);
        assertThat(share.acquired()).isEqualTo(3 * MB);
        next.close();
        next.close();
        rejected.close();
        assertThat(share.acquired()).isZero();
        assertThat(callers.size()).isZero();
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
