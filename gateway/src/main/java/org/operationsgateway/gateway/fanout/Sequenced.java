package org.operationsgateway.gateway.fanout;

/** An element of a {@link SequenceRing}. Immutable. */
public interface Sequenced {

    /** Returns the sequence number, which is 1 more than that of the element before. */
    long sequence();

    /** Returns the approximate heap size, in bytes. */
    long sizeBytes();
}
