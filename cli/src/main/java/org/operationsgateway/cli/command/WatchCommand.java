package org.operationsgateway.cli.command;

import java.time.Duration;
import java.util.Objects;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.output.OperationDisplay;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.core.operation.Operation;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** The command {@code watch}. */
@Command(
        name = "watch",
        description = "Shows the progress of an operation until it is done, and exits by its outcome as wait does.")
final class WatchCommand extends NamedCommand {

    private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);
    /** The estimate changes with the time. */
    private static final Duration REDRAW_INTERVAL = Duration.ofSeconds(1);

    WatchCommand(Session session) {
        super(session);
    }

    @Override
    Duration maxOutage() {
        return MAX_OUTAGE;
    }

    @Override
    int execute(OperationsClient client, String name) {
        // Fails at once if the server cannot be reached. Later, an outage is waited for.
        Operation last = Objects.requireNonNull(client.get(name).block());
        OperationDisplay display = output().display(session());
        for (Operation operation : states(client, name).toIterable(1)) {
            display.show(operation, session().clock().instant());
            last = operation;
        }
        return ExitCodes.of(last);
    }

    private Flux<Operation> states(OperationsClient client, String name) {
        boolean isDrawn = session().terminal().isTerminal() && !output().isJson();
        return isDrawn
                ? client.latest(name).switchMap(WatchCommand::repeat).onBackpressureLatest()
                : client.watch(name);
    }

    private static Flux<Operation> repeat(Operation operation) {
        return operation.done()
                ? Flux.just(operation)
                : Flux.interval(Duration.ZERO, REDRAW_INTERVAL).map(tick -> operation);
    }
}
