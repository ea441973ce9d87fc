package org.operationsgateway.bench.measurement;

/**
 * The deliveries on all streams: an acknowledged message must be delivered to each subscriber of its topic.
 *
 * <p>Only messages that are due after the start of the measurement count. Confined to one thread.
 */
public final class Deliveries {

    private final LatencyHistogram latencies = new LatencyHistogram();
    private final int[] topicOf;
    private final int[] received;
    private final int[] acknowledged;
    private long total;
    private long measurementStart = Long.MAX_VALUE;
    private long lastArrival;

    /** Creates the accounts of subscriptions, which are assigned to the topics in turn. */
    public Deliveries(int subscriptions, int topics) {
        topicOf = new int[subscriptions];
        for (int i = 0; i < subscriptions; i++) {
            topicOf[i] = i % topics;
        }
        received = new int[subscriptions];
        acknowledged = new int[topics];
    }

    /** Returns the topic of a subscription. */
    public int topicOf(int subscription) {
        return topicOf[subscription];
    }

    /** Starts the measurement. */
    public void startMeasurement(long now) {
        measurementStart = now;
        lastArrival = now;
    }

    private boolean isMeasured(long due) {
        return due >= measurementStart;
    }

    /** Counts a message that a subscription has received. */
    public void received(int subscription, long due, long now) {
        if (isMeasured(due)) {
            received[subscription]++;
            total++;
            lastArrival = now;
            latencies.record(now - due);
        }
    }

    /** Counts a message that the server has acknowledged. */
    public void acknowledged(int topic, long due) {
        if (isMeasured(due)) {
            acknowledged[topic]++;
        }
    }

    /** Returns the number of deliveries. */
    public long total() {
        return total;
    }

    /** Returns the time of the last delivery, or else the start of the measurement. */
    public long lastArrival() {
        return lastArrival;
    }

    /** Returns the number of deliveries that the acknowledged messages require. */
    public long expected() {
        long expected = 0;
        for (int topic : topicOf) {
            expected += acknowledged[topic];
        }
        return expected;
    }

    /** Returns the number of missing deliveries, counted by subscription: a surplus elsewhere does not reduce it. */
    public long lost() {
        long lost = 0;
        for (int i = 0; i < received.length; i++) {
            lost += Math.max(0, acknowledged[topicOf[i]] - received[i]);
        }
        return lost;
    }

    /** Returns the number of repeated deliveries, and of deliveries of messages that were not acknowledged. */
    public long surplus() {
        long surplus = 0;
        for (int i = 0; i < received.length; i++) {
            surplus += Math.max(0, received[i] - acknowledged[topicOf[i]]);
        }
        return surplus;
    }

    /** Returns the latencies from the due time of a message to its delivery. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
