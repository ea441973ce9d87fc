package org.operationsgateway.robustness.history;

import java.time.Instant;

/**
 * A fault that was injected.
 *
 * @param kind which
 * @param detail what it hit
 */
public record InjectedFault(String kind, String detail, Instant began, Instant ended) {}
