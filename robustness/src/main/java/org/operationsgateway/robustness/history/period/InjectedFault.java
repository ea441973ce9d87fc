package org.operationsgateway.robustness.history.period;

import java.time.Instant;

/**
 * A fault that was injected.
 *
 * @param kind the name of its kind
 * @param detail a description of the affected component
 */
public record InjectedFault(String kind, String detail, Instant start, Instant end) {}
