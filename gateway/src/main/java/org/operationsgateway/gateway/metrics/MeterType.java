package org.operationsgateway.gateway.metrics;

/** The types of meters. */
public enum MeterType {
    /** A number that only increases, from 0 at the start of the replica. */
    COUNTER,
    /** A number that is read at each scrape. */
    GAUGE,
    /** A histogram of durations. Its buckets can be added up over replicas. */
    TIMER
}
