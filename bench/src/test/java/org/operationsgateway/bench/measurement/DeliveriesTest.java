package org.operationsgateway.bench.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is acknowledged has to arrive everywhere. */
class DeliveriesTest {

    private static final long BEGIN = 1000;

    /** Subscriptions 0 and 2 are of topic 0, subscription 1 is of topic 1. */
    private final Deliveries deliveries = new Deliveries(3, 2);

    DeliveriesTest() {
        deliveries.begin(BEGIN);
    }

    @Test
    void expectsEachAcknowledgedMessageAtEverySubscriberOfItsTopic() {
        deliveries.acknowledged(0, BEGIN);
        deliveries.acknowledged(1, BEGIN);
        assertThat(deliveries.expected()).isEqualTo(3);
        assertThat(deliveries.lost()).isEqualTo(3);
    }

    @Test
    void losesNothingWhenAllHasArrived() {
        deliveries.acknowledged(0, BEGIN + 1);
        deliveries.received(0, BEGIN + 1, BEGIN + 5);
        deliveries.received(2, BEGIN + 1, BEGIN + 9);
        assertThat(deliveries.lost()).isZero();
        assertThat(deliveries.surplus()).isZero();
        assertThat(deliveries.total()).isEqualTo(2);
        assertThat(deliveries.lastAt()).isEqualTo(BEGIN + 9);
    }

    @Test
    void doesNotTakeARepetitionForAnothersMessage() {
        deliveries.acknowledged(0, BEGIN + 1);
        deliveries.received(0, BEGIN + 1, BEGIN + 5);
        deliveries.received(0, BEGIN + 1, BEGIN + 6);
        assertThat(deliveries.lost()).isEqualTo(1);
        assertThat(deliveries.surplus()).isEqualTo(1);
    }

    @Test
    void passesOverTheWarmUp() {
        deliveries.acknowledged(0, BEGIN - 1);
        deliveries.received(0, BEGIN - 1, BEGIN + 5);
        assertThat(deliveries.expected()).isZero();
        assertThat(deliveries.total()).isZero();
        assertThat(deliveries.latencies().count()).isZero();
    }
}
