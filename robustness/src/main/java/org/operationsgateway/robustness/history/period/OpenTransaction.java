package org.operationsgateway.robustness.history.period;

import java.time.Instant;

/** A period in which a transaction of another client of the server was open, unless the server was killed. */
public record OpenTransaction(Instant from, Instant until) implements Period {}
