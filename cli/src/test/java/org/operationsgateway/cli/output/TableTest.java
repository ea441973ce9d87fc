package org.operationsgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.cli.terminal.Colour;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.cli.terminal.TextWidth;

/** Tests of the layout of tables. */
class TableTest {

    private static final Terminal TERMINAL = new Terminal(true, true, 20, 24);
    private static final Table TABLE = new Table(List.of("NAME", "STATUS"), List.of(8, 100));
    private static final List<List<String>> ROWS = List.of(
            List.of("日本", "one"), List.of("e\u0301", "two"), List.of("👩👩", "three"), List.of("abcd", "日本語日本語日本語"));

    @Test
    void columnsAlignBelowWideAndCombiningCharacters() {
        assertThat(TABLE.lines(ROWS, TERMINAL, Table.Paint.NONE))
                .containsExactly("NAME  STATUS", "日本  one", "e\u0301     two", "👩👩  three", "abcd  日本語日本…");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(TABLE.lines(ROWS, TERMINAL, Table.Paint.NONE))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(TERMINAL.columns()));
    }

    @Test
    void aNameIsCutAtTheLimitOfItsColumn() {
        List<String> lines = TABLE.lines(List.of(List.of("日本語日本語", "one")), TERMINAL, Table.Paint.NONE);

        assertThat(lines.getLast()).isEqualTo("日本語…   one");
    }

    @Test
    void coloursTakeNoColumns() {
        List<String> lines = TABLE.lines(
                ROWS, TERMINAL, (row, column, cell) -> column == 0 ? TERMINAL.paint(Colour.RED, cell) : cell);

        assertThat(lines.get(2)).isEqualTo("\033[31me\u0301\033[0m     two");
    }
}
