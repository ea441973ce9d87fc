package org.operationsgateway.cli.process;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;

/**
 * The result of a command. Immutable.
 *
 * @param exitCode the exit code of the command
 * @param operation the done operation; null if it could not be ended
 * @param failure the failure to end the operation; null if there is none
 */
public record CommandResult(
        int exitCode,
        @Nullable Operation operation,
        @Nullable StatusException failure) {

    /** Ends the operation, and returns the result. */
    static CommandResult of(int exitCode, Mono<Operation> end) {
        try {
            return new CommandResult(exitCode, end.block(), null);
        } catch (StatusException failure) {
            return new CommandResult(exitCode, null, failure);
        }
    }
}
