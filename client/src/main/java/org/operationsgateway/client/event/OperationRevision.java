package org.operationsgateway.client.event;

import java.time.Instant;
import org.operationsgateway.core.operation.Operation;

/**
 * An entry in the history of an operation. Immutable.
 *
 * @param number from 1
 * @param time the time of the change
 * @param operation the whole operation after the change
 */
public record OperationRevision(long number, Instant time, Operation operation) {}
