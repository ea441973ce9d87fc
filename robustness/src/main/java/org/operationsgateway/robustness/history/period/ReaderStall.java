package org.operationsgateway.robustness.history.period;

import java.time.Instant;

/**
 * A period in which one reader of an operation stalled, while the operation changed and no other fault was active.
 *
 * @param operation the name of the operation
 */
public record ReaderStall(String operation, Instant from, Instant until) implements Period {}
