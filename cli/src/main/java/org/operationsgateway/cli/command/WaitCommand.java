package org.operationsgateway.cli.command;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.core.operation.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** The command {@code wait}. */
@Command(
        name = "wait",
        description = "Waits until an operation is done, prints it, and exits by its outcome: 0 for a response or no "
                + "result, 1 for an error, 130 if it was cancelled.")
final class WaitCommand extends NamedCommand {

    private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);

    @Option(names = "--timeout", paramLabel = "DURATION", description = "The longest time to wait, such as 30s or 5m.")
    private @Nullable Duration timeout;

    WaitCommand(Session session) {
        super(session);
    }

    @Override
    Duration maxOutage() {
        return MAX_OUTAGE;
    }

    @Override
    int execute(OperationsClient client, String name) {
        // Fails at once if the server cannot be reached. Later, an outage is waited for.
        client.get(name).block();
        Mono<Operation> done = timeout == null ? client.await(name) : client.await(name, timeout);
        Operation operation = Objects.requireNonNull(done.block());
        output().print(session(), operation);
        return ExitCodes.of(operation);
    }
}
