package org.operationsgateway.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.operationsgateway.cli.context.Environment;

/** Tests of the terminal and of the text that is printed to it. */
class TerminalTest {

    @Test
    void theSizeIsThatOfStty() {
        Terminal terminal = Terminal.of("50 132", environment(Map.of()));

        assertThat(terminal).isEqualTo(new Terminal(true, true, 132, 50));
    }

    @Test
    void theSizeIsEightyColumnsIfItIsUnknown() {
        assertThat(Terminal.of("", environment(Map.of()))).isEqualTo(new Terminal(true, true, 80, 24));
        assertThat(Terminal.of("0 0", environment(Map.of()))).isEqualTo(new Terminal(true, true, 80, 24));
    }

    @Test
    void noColorTurnsColoursOff() {
        Terminal terminal = Terminal.of("50 132", environment(Map.of("NO_COLOR", "1")));

        assertThat(terminal.paint(Colour.RED, "failed")).isEqualTo("failed");
        assertThat(terminal.isTerminal()).isTrue();
    }

    @Test
    void aDumbTerminalIsNotDrawn() {
        assertThat(Terminal.of("50 132", environment(Map.of("TERM", "dumb")))).isEqualTo(Terminal.NONE);
    }

    @Test
    void anEscapeSequenceOfAServerIsNotPrinted() {
        assertThat(SafeText.of("\u001B[2J\u009B31m\u202Eabc\u0000")).isEqualTo("\uFFFD[2J\uFFFD31m\uFFFDabc\uFFFD");
    }

    @Test
    void textOfOtherLanguagesIsKept() {
        assertThat(SafeText.of("Größe 日本 👩‍🚀")).isEqualTo("Größe 日本 👩‍🚀");
    }

    @Test
    void textIsCutBetweenCharacters() {
        assertThat(SafeText.cut("👩👩👩", 2)).isEqualTo("👩…");
    }

    @Test
    void linesAreDrawnInTheirPlace() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LiveLines lines = new LiveLines(new PrintStream(bytes, true, UTF_8));

        lines.draw(List.of("one", "two"));
        bytes.reset();
        lines.draw(List.of("three"));

        assertThat(bytes.toString(UTF_8)).isEqualTo("\033[?7l\033[2A\rthree\033[K\n\033[J\033[?7h");
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables, Path.of("/nonexistent"));
    }
}
