package org.operationsgateway.cli.output;

import java.util.List;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.terminal.Terminal;

/** A table of operations with the columns NAME, STATE, PROGRESS and STATUS. */
public final class OperationTable {

    private static final int MAX_NAME = 60;
    private static final int MAX_STATUS = 1000;
    private static final int STATE_COLUMN = 1;
    private static final Table TABLE =
            new Table(List.of("NAME", "STATE", "PROGRESS", "STATUS"), List.of(MAX_NAME, 9, 8, MAX_STATUS));

    /** The same without a limit on names: a program may read it. */
    private static final Table WHOLE_NAMES = new Table(
            TABLE.header(), List.of(Integer.MAX_VALUE, TABLE.maxWidths().get(1), 8, MAX_STATUS));

    private OperationTable() {}

    /** Returns the header and a line for each operation. */
    public static List<String> lines(List<OperationSummary> operations, Terminal terminal) {
        List<List<String>> rows = operations.stream().map(OperationTable::row).toList();
        Table table = terminal.isTerminal() ? TABLE : WHOLE_NAMES;
        return table.lines(
                rows,
                terminal,
                (row, column, cell) -> column == STATE_COLUMN
                        ? terminal.paint(operations.get(row).phase().colour(), cell)
                        : cell);
    }

    private static List<String> row(OperationSummary operation) {
        return List.of(operation.name(), operation.phase().word(), operation.percentText(), operation.status());
    }

    /** Returns the line of one operation without alignment: its name, state, percentage and status. */
    public static String line(OperationSummary operation) {
        return operation.name() + "  " + SummaryLine.plain(operation);
    }
}
