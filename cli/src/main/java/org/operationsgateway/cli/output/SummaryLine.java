package org.operationsgateway.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.cli.progress.ProgressBar;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.cli.terminal.TextWidth;

/** The texts of one operation: in one line for a file or a pipe, in two for a terminal. */
final class SummaryLine {

    private static final String SEPARATOR = "  ";
    private static final int MAX_BAR_COLUMNS = 40;
    /** The columns beside the bar, for the percentage and the estimate. */
    private static final int OTHER_COLUMNS = 35;

    private SummaryLine() {}

    /** Returns the state, the percentage and the status in one line, which does not depend on the time. */
    static String plain(OperationSummary operation) {
        return join(operation.phase().word(), operation.percentText(), operation.status());
    }

    /** Returns the lines of a display that is drawn again. */
    static List<String> drawn(OperationSummary operation, Instant now, Terminal terminal) {
        String state =
                terminal.paint(operation.phase().colour(), operation.phase().word());
        String bar = operation.percent() == null
                ? ""
                : ProgressBar.of(
                        operation.percent(), Math.clamp(terminal.columns() - OTHER_COLUMNS, 5, MAX_BAR_COLUMNS));
        String first = join(TextWidth.cut(operation.name(), terminal.columns() - OTHER_COLUMNS / 2), state);
        String second = join(bar, operation.percentText(), operation.remainingText(now));
        String third = TextWidth.cut(operation.status(), terminal.columns());
        return Stream.of(first, second, third).filter(line -> !line.isEmpty()).toList();
    }

    private static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(SEPARATOR));
    }
}
