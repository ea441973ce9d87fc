package org.operationsgateway.bench.measurement;

/**
 * Accounts for messages: those that were acknowledged must each reach every subscriber of their topic. Only messages
 * that should have been sent since the measurement began count. Used by one thread.
 */
public final class Deliveries {

    private final LatencyHistogram latencies = new LatencyHistogram();
    private final int[] topicOf;
    private final int[] received;
    private final int[] acknowledged;
    private long total;
    private long from = Long.MAX_VALUE;
    private long lastAt;

    /** For so many subscriptions, which take the topics in turn. */
    public Deliveries(int subscriptions, int topics) {
        topicOf = new int[subscriptions];
        for (int i = 0; i < subscriptions; i++) {
            topicOf[i] = i % topics;
        }
        received = new int[subscriptions];
        acknowledged = new int[topics];
    }

    int topicOf(int subscription) {
        return topicOf[subscription];
    }

    /** The measurement begins. */
    public void begin(long now) {
        from = now;
        lastAt = now;
    }

    /** Whether a message belongs to the measurement. */
    boolean counts(long mark) {
        return mark >= from;
    }

    /** A message has reached a subscription. */
    void received(int subscription, long mark, long now) {
        if (counts(mark)) {
            received[subscription]++;
            total++;
            lastAt = now;
            latencies.record(now - mark);
        }
    }

    /** A message was accepted by the server. */
    void acknowledged(int topic, long mark) {
        if (counts(mark)) {
            acknowledged[topic]++;
        }
    }

    /** How many messages have reached a subscription. */
    public long total() {
        return total;
    }

    /** When the last one did. */
    public long lastAt() {
        return lastAt;
    }

    /** How many should. */
    public long expected() {
        long expected = 0;
        for (int topic : topicOf) {
            expected += acknowledged[topic];
        }
        return expected;
    }

    /** How many did not, by subscription: what one has got too often does not make up for what another lacks. */
    public long lost() {
        long lost = 0;
        for (int i = 0; i < received.length; i++) {
            lost += Math.max(0, acknowledged[topicOf[i]] - received[i]);
        }
        return lost;
    }

    /** How many came although they were not acknowledged, or came again. */
    public long surplus() {
        long surplus = 0;
        for (int i = 0; i < received.length; i++) {
            surplus += Math.max(0, received[i] - acknowledged[topicOf[i]]);
        }
        return surplus;
    }

    /** From the moment a message should have been sent to its arrival. */
    public LatencyHistogram latencies() {
        return latencies;
    }
}
