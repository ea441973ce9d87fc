package org.operationsgateway.robustness.traffic;

import java.util.concurrent.atomic.AtomicLong;

/** A factory for payloads with unique sequence numbers, so that no two states are equal. Thread-safe. */
final class Payload {

    private static final String TYPE = "\"@type\":\"type.googleapis.com/google.protobuf.Struct\"";

    private final AtomicLong sequence = new AtomicLong();

    long next() {
        return sequence.incrementAndGet();
    }

    static String metadata(long sequence, int padding) {
        return "\"metadata\":{" + TYPE + ",\"value\":{\"sequence\":" + sequence + ",\"pad\":\"" + "ä".repeat(padding)
                + "\"}}";
    }

    static String response(long sequence) {
        return "\"response\":{" + TYPE + ",\"value\":{\"of\":" + sequence + ",\"text\":\"a\\nb\"}}";
    }

    static String error(long sequence) {
        return "\"error\":{\"code\":13,\"message\":\"failed as planned, " + sequence + "\"}";
    }
}
