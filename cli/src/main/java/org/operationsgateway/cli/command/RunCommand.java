package org.operationsgateway.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.operationsgateway.cli.option.CreationOptions;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.process.CommandOperation;
import org.operationsgateway.cli.process.CommandResult;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.StatusException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code run}. */
@Command(
        name = "run",
        description =
                "Executes a command as an operation. The last line of its output is the status, its exit code the "
                        + "outcome. A cancellation terminates it.")
final class RunCommand extends ServerCommand {

    private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);

    @Mixin
    private final CreationOptions creation = new CreationOptions();

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            description =
                    "The operation fails if this process is dead or cut off for so long. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1m")
    private Duration lease = Duration.ofMinutes(1);

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "The time between SIGTERM and SIGKILL. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10s")
    private Duration grace = Duration.ofSeconds(10);

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The program and its arguments, after --.")
    private List<String> command = List.of();

    RunCommand(Session session) {
        super(session);
    }

    @Override
    Duration maxOutage() {
        return MAX_OUTAGE;
    }

    @Override
    int execute(OperationsClient client) throws InterruptedException {
        Instant start = session().clock().instant();
        OperationHandle handle = Objects.requireNonNull(await(client.create(
                parent(),
                creation.apply(CreateOptions.defaults())
                        .withLease(lease)
                        .withMetadata(CommandOperation.progress(command, start, null)))));
        session().message("The command runs as " + handle.name() + ".");
        CommandOperation execution = new CommandOperation(handle, command, start, grace);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(execution)));
        CommandResult result = execution.run(session().out(), session().err());
        return report(handle, result);
    }

    private static void interrupt(CommandOperation execution) {
        try {
            execution.interrupt();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private int report(OperationHandle handle, CommandResult result) {
        StatusException failure = result.failure();
        if (failure != null) {
            session()
                    .message("The operation " + handle.name() + " does not have the outcome of the command: "
                            + failure.status().message());
            return result.exitCode() == 0 ? ExitCodes.of(failure) : result.exitCode();
        }
        Operation operation = Objects.requireNonNull(result.operation());
        boolean isCancelled = ExitCodes.of(operation) == ExitCodes.CANCELLED;
        if (isCancelled || result.exitCode() == CommandOperation.NOT_FOUND) {
            session().message(ErrorText.of(operation));
        }
        return isCancelled ? ExitCodes.CANCELLED : result.exitCode();
    }
}
