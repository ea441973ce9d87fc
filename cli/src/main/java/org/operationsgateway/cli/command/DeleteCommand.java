package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import picocli.CommandLine.Command;

/** The command {@code delete}. */
@Command(name = "delete", description = "Deletes an operation, which is not cancelled by that.")
final class DeleteCommand extends NamedCommand {

    DeleteCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        await(client.delete(name));
        output().printEmpty(session(), name + " is deleted.");
        return ExitCodes.SUCCESS;
    }
}
