package org.operationsgateway.cli.output;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.core.operation.Operation;

/**
 * The current operations of a collection, of which a terminal shows those that have changed last. Thread-safe.
 *
 * <p>At most {@value #MAX_OPERATIONS} operations are kept.
 */
public final class LiveTable {

    private static final int MAX_OPERATIONS = 10_000;
    /** The header, the line about further operations, and the line of the cursor. */
    private static final int OTHER_ROWS = 3;

    private final InstantSource clock;
    /** In the order of the last changes. */
    private final Map<String, OperationSummary> operations = new LinkedHashMap<>();

    private boolean isChanged = true;

    /** Creates an empty table. */
    public LiveTable(InstantSource clock) {
        this.clock = clock;
    }

    /** Applies an event. */
    public synchronized void apply(CollectionEvent event) {
        switch (event) {
            case CollectionEvent.Changed changed -> put(changed.operation());
            case CollectionEvent.Removed removed ->
                operations.remove(SafeText.of(removed.name().toString()));
            case CollectionEvent.Synced synced -> {}
            case CollectionEvent.Reset reset -> operations.clear();
        }
        isChanged = true;
    }

    private void put(Operation operation) {
        OperationSummary summary = OperationSummary.of(operation, clock.instant());
        operations.remove(summary.name());
        if (operations.size() == MAX_OPERATIONS) {
            operations.remove(operations.keySet().iterator().next());
        }
        operations.put(summary.name(), summary);
    }

    /** Returns whether an event was applied since the last call. */
    public synchronized boolean takeChange() {
        boolean wasChanged = isChanged;
        isChanged = false;
        return wasChanged;
    }

    /** Returns the lines for a terminal, at most as many as it has. */
    public synchronized List<String> lines(Terminal terminal) {
        int shown = Math.min(operations.size(), Math.max(1, terminal.rows() - OTHER_ROWS));
        List<OperationSummary> rows = operations.values().stream()
                .skip(operations.size() - shown)
                .sorted(Comparator.comparing(OperationSummary::name))
                .toList();
        List<String> lines = new ArrayList<>(OperationTable.lines(rows, terminal));
        if (shown < operations.size()) {
            lines.add("… and " + (operations.size() - shown) + " more");
        }
        return lines;
    }
}
