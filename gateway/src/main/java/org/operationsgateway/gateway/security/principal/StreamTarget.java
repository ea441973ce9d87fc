package org.operationsgateway.gateway.security.principal;

/**
 * The stream that a ticket opens. Immutable.
 *
 * @param name the name of an operation, or of a collection such as {@code projects/p/operations}
 * @param filter the filter of a collection; empty for none
 */
public record StreamTarget(String name, String filter) {}
