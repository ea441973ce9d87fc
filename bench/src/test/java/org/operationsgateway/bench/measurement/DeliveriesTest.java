package org.operationsgateway.bench.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of the accounting of deliveries. */
class DeliveriesTest {

    private static final long START = 1000;

    /** Subscriptions 0 and 2 are assigned to topic 0, subscription 1 to topic 1. */
    private final Deliveries deliveries = new Deliveries(3, 2);

    DeliveriesTest() {
        deliveries.startMeasurement(START);
    }

    @Test
    void anAcknowledgedMessageIsExpectedByEachSubscriberOfItsTopic() {
        deliveries.acknowledged(0, START);
        deliveries.acknowledged(1, START);
        assertThat(deliveries.expected()).isEqualTo(3);
        assertThat(deliveries.lost()).isEqualTo(3);
    }

    @Test
    void nothingIsLostWhenAllMessagesHaveArrived() {
        deliveries.acknowledged(0, START + 1);
        deliveries.received(0, START + 1, START + 5);
        deliveries.received(2, START + 1, START + 9);
        assertThat(deliveries.lost()).isZero();
        assertThat(deliveries.surplus()).isZero();
        assertThat(deliveries.total()).isEqualTo(2);
        assertThat(deliveries.lastArrival()).isEqualTo(START + 9);
    }

    @Test
    void aRepeatedDeliveryDoesNotReplaceTheDeliveryToAnotherSubscriber() {
        deliveries.acknowledged(0, START + 1);
        deliveries.received(0, START + 1, START + 5);
        deliveries.received(0, START + 1, START + 6);
        assertThat(deliveries.lost()).isEqualTo(1);
        assertThat(deliveries.surplus()).isEqualTo(1);
    }

    @Test
    void messagesOfTheWarmUpDoNotCount() {
        deliveries.acknowledged(0, START - 1);
        deliveries.received(0, START - 1, START + 5);
        assertThat(deliveries.expected()).isZero();
        assertThat(deliveries.total()).isZero();
        assertThat(deliveries.latencies().count()).isZero();
    }
}
