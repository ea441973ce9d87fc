package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import picocli.CommandLine.Command;

/** The command {@code cancel}. */
@Command(name = "cancel", description = "Requests the cancellation of an operation.")
final class CancelCommand extends NamedCommand {

    CancelCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        await(client.cancel(name));
        output().printEmpty(session(), "The cancellation of " + name + " is requested.");
        return ExitCodes.SUCCESS;
    }
}
