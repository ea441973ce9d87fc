package org.operationsgateway.cli.command;

import java.time.Duration;
import java.util.List;
import org.operationsgateway.cli.option.OutputOptions;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.output.LiveTable;
import org.operationsgateway.cli.output.OperationTable;
import org.operationsgateway.cli.output.OutputJson;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.terminal.LiveLines;
import org.operationsgateway.cli.terminal.LiveTerminal;
import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.core.operation.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The command {@code list}. */
@Command(name = "list", description = "Lists the operations of a parent, the newest first.")
final class ListCommand extends ServerCommand {

    private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);
    private static final Duration MIN_REDRAW_INTERVAL = Duration.ofMillis(100);
    /** The number of rows that are aligned together. */
    private static final int ROWS_PER_TABLE = 1000;

    @Option(names = "--filter", paramLabel = "FILTER", description = "Lists those that match, such as 'done=false'.")
    private String filter = "";

    @Option(names = "--watch", description = "Stays live: a table on a terminal, otherwise a line for each change.")
    private boolean isWatch;

    ListCommand(Session session) {
        super(session);
    }

    @Override
    Duration maxOutage() {
        return MAX_OUTAGE;
    }

    @Override
    int execute(OperationsClient client) {
        if (!isWatch) {
            list(client.list(parent(), filter));
            return ExitCodes.SUCCESS;
        }
        // Fails at once if the server cannot be reached. Later, an outage is waited for.
        await(client.list(parent(), filter).next());
        Flux<CollectionEvent> events = client.watchAll(parent(), filter);
        if (session().terminal().isTerminal() && !output().isJson()) {
            draw(events);
        } else {
            events.toIterable(1).forEach(this::print);
        }
        return ExitCodes.SUCCESS;
    }

    private void list(Flux<Operation> operations) {
        if (output().isJson()) {
            operations.toIterable().forEach(operation -> session().out().println(OutputJson.write(operation)));
        } else {
            printTables(operations.map(this::summary).buffer(ROWS_PER_TABLE).toIterable(1));
        }
    }

    private void printTables(Iterable<List<OperationSummary>> tables) {
        boolean isEmpty = true;
        for (List<OperationSummary> table : tables) {
            print(table);
            isEmpty = false;
        }
        if (isEmpty) {
            // On the standard error: a program that reads the table finds no line that is not an operation.
            session().message("No operations found.");
        }
    }

    private OperationSummary summary(Operation operation) {
        return OperationSummary.of(operation, session().clock().instant());
    }

    private void print(List<OperationSummary> operations) {
        OutputOptions.print(
                session(), OperationTable.lines(operations, session().terminal()));
    }

    private void print(CollectionEvent event) {
        if (output().isJson()) {
            session().out().println(OutputJson.write(event));
        } else if (event instanceof CollectionEvent.Changed changed) {
            session().out().println(OperationTable.line(summary(changed.operation())));
        } else if (event instanceof CollectionEvent.Removed removed) {
            session().out().println(SafeText.of(removed.name().toString()) + "  removed");
        }
    }

    /** Draws the table on this thread, so that a slow terminal blocks no event loop. */
    private void draw(Flux<CollectionEvent> events) {
        LiveTable table = new LiveTable(session().clock());
        LiveLines lines = new LiveLines(session().out());
        LiveTerminal terminal = session().liveTerminal();
        Mono<Void> end = events.doOnNext(table::apply).then();
        Flux.interval(MIN_REDRAW_INTERVAL)
                .onBackpressureDrop()
                .takeUntilOther(end)
                .toIterable(1)
                .forEach(tick -> redraw(table, lines, terminal));
    }

    private static void redraw(LiveTable table, LiveLines lines, LiveTerminal terminal) {
        boolean isResized = terminal.update();
        if (table.takeChange() || isResized) {
            lines.draw(table.lines(terminal.current()));
        }
    }
}
