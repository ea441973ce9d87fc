package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import picocli.CommandLine.Command;

/** The command {@code get}. */
@Command(name = "get", description = "Prints an operation.")
final class GetCommand extends NamedCommand {

    GetCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        return print(client.get(name));
    }
}
