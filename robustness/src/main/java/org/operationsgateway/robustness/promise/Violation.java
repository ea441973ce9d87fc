package org.operationsgateway.robustness.promise;

/** A promise that was broken, and where. */
public record Violation(String promise, String text) {}
