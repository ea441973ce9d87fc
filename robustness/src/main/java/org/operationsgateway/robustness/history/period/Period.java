package org.operationsgateway.robustness.history.period;

import java.time.Instant;

/** A period of a run in which an injected fault was active, as far as a validator uses it. */
public sealed interface Period permits AbortedRequests, OpenTransaction, Outage, ReaderStall, RowLock {

    /** Returns the time from which the fault was certainly active. */
    Instant from();

    /** Returns the time at which the fault had certainly ended. */
    Instant until();

    /** Returns whether the period and the time between two instants have a part in common. */
    default boolean overlaps(Instant start, Instant end) {
        return from().isBefore(end) && until().isAfter(start);
    }
}
