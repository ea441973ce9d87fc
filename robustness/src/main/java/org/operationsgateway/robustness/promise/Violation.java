package org.operationsgateway.robustness.promise;

/**
 * A violation of a promise.
 *
 * @param promise the name of the promise
 * @param text a description with the operation, the subscriber and the time
 */
public record Violation(String promise, String text) {}
