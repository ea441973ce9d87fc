package org.operationsgateway.robustness.history;

import java.time.Instant;

/** A time when one reader of an operation did not read, while the operation changed and nothing else was wrong. */
public record ReaderStall(String operation, Instant from, Instant until) {}
