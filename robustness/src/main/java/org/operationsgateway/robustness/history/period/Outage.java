package org.operationsgateway.robustness.history.period;

import java.time.Instant;

/** A period in which the database was not available. */
public record Outage(Instant from, Instant until) implements Period {}
