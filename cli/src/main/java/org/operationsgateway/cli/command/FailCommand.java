package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.option.UsageException;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code fail}. */
@Command(name = "fail", description = "Ends an operation with an error.")
final class FailCommand extends NamedCommand {

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "The code of the error, such as ABORTED. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UNKNOWN")
    private Code code = Code.UNKNOWN;

    @Option(names = "--message", paramLabel = "TEXT", description = "The message of the error.")
    private String message = "";

    FailCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        if (code == Code.OK) {
            throw new UsageException("OK is not the code of an error: use the command complete.");
        }
        return print(client.handle(name).fail(new Status(code, message)));
    }
}
