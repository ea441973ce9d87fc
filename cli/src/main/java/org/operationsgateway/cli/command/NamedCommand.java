package org.operationsgateway.cli.command;

import java.util.Objects;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.core.operation.Operation;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/** A command for one operation. */
abstract class NamedCommand extends ServerCommand {

    @Parameters(
            paramLabel = "NAME",
            description = "The name of the operation, such as projects/p/operations/a; or its id below the parent.")
    private String name = "";

    NamedCommand(Session session) {
        super(session);
    }

    @Override
    final int execute(OperationsClient client) {
        return execute(client, name(name));
    }

    /**
     * Executes the command, and returns its exit code.
     *
     * @param fullName a valid name
     */
    abstract int execute(OperationsClient client, String fullName);

    /** Awaits an operation and prints it. */
    final int print(Mono<Operation> request) {
        output().print(session(), Objects.requireNonNull(await(request)));
        return ExitCodes.SUCCESS;
    }
}
