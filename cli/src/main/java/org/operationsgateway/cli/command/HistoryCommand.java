package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.output.OutputJson;
import org.operationsgateway.cli.output.RevisionLine;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.event.OperationRevision;
import picocli.CommandLine.Command;

/** The command {@code history}. */
@Command(name = "history", description = "Prints the revisions of an operation, the oldest first.")
final class HistoryCommand extends NamedCommand {

    HistoryCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        for (OperationRevision revision : client.history(name).toIterable()) {
            session().out().println(output().isJson() ? OutputJson.write(revision) : RevisionLine.of(revision));
        }
        return ExitCodes.SUCCESS;
    }
}
