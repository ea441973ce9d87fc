package org.operationsgateway.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the lines of an output. */
class LastLineTest {

    private final List<String> lines = new ArrayList<>();
    private final LastLine line = new LastLine(lines::add);

    @Test
    void newlinesAndCarriageReturnsEndALine() {
        read("one\r\n\ntwo 50%\rtwo 100%\nthree");
        line.end();

        assertThat(lines).containsExactly("one", "two 50%", "two 100%", "three");
    }

    @Test
    void coloursAndControlCharactersAreRemoved() {
        read("\u001B[1;32mok\u001B[0m\u0007\n");

        assertThat(lines).containsExactly("ok\uFFFD");
    }

    @Test
    void aLineWithoutEndIsCut() {
        for (int i = 0; i < 100; i++) {
            read("x".repeat(10_000));
        }
        line.end();

        assertThat(lines).singleElement().asString().hasSize(1000).endsWith("…");
    }

    private void read(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        line.read(bytes, bytes.length);
    }
}
