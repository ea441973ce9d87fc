package org.operationsgateway.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.cli.terminal.TextWidth;

/**
 * The layout of rows in columns, each as wide as its widest cell; the last column ends each line. Immutable.
 *
 * @param header the names of the columns
 * @param maxWidths the limit on the width of each column, in columns of the terminal
 */
record Table(List<String> header, List<Integer> maxWidths) {

    private static final String SEPARATOR = "  ";

    /** A paint for cells, which is applied after the layout. */
    interface Paint {

        /** No colours. */
        Paint NONE = (row, column, cell) -> cell;

        /** Returns a cell in its colour; row 0 is the first one after the header. */
        String apply(int row, int column, String cell);
    }

    /** Returns the header and the rows as lines of at most the width of a terminal. */
    List<String> lines(List<List<String>> rows, Terminal terminal, Paint paint) {
        int[] widths = widths(rows);
        int others = header.size() * SEPARATOR.length();
        for (int column = 0; column < widths.length - 1; column++) {
            others += widths[column];
        }
        int last = terminal.isTerminal() ? Math.max(1, terminal.columns() - others) : maxWidths.getLast();
        widths[widths.length - 1] = Math.min(last, maxWidths.getLast());
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, -1, Paint.NONE));
        for (int row = 0; row < rows.size(); row++) {
            lines.add(line(rows.get(row), widths, row, paint));
        }
        return lines;
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            int widest = TextWidth.of(header.get(column));
            for (List<String> row : rows) {
                widest = Math.max(widest, TextWidth.of(row.get(column)));
            }
            widths[column] = Math.min(widest, maxWidths.get(column));
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, int row, Paint paint) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = TextWidth.cut(cells.get(column), widths[column]);
            line.append(paint.apply(row, column, cell));
            if (column < widths.length - 1) {
                line.append(" ".repeat(Math.max(0, widths[column] - TextWidth.of(cell))))
                        .append(SEPARATOR);
            }
        }
        return line.toString().stripTrailing();
    }
}
