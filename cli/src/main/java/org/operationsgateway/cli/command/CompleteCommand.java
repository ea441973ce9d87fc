package org.operationsgateway.cli.command;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.rpc.Any;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code complete}. */
@Command(name = "complete", description = "Ends an operation with a response, or without a result.")
final class CompleteCommand extends NamedCommand {

    @Option(
            names = "--response",
            paramLabel = "JSON",
            description = "A JSON object with \"@@type\", @@FILE, or - for the standard input.")
    private @Nullable Any response;

    CompleteCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        OperationHandle handle = client.handle(name);
        return print(response == null ? handle.complete() : handle.complete(response));
    }
}
