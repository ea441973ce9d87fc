package org.operationsgateway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.operationsgateway.cli.context.Environment;

/** Tests of a terminal that is resized. */
class LiveTerminalTest {

    private static final Terminal INITIAL = new Terminal(true, true, 80, 24);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;
    private final AtomicReference<@Nullable String> size = new AtomicReference<>("24 80");
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void aResizeIsReportedOnce() {
        LiveTerminal terminal = terminal(INITIAL, Map.of());
        size.set("50 132\n");
        pass(Duration.ofSeconds(1));

        assertThat(terminal.update()).isTrue();
        assertThat(terminal.current()).isEqualTo(new Terminal(true, true, 132, 50));
        pass(Duration.ofSeconds(1));
        assertThat(terminal.update()).isFalse();
    }

    @Test
    void theSizeIsReadAtMostOnceInASecond() {
        LiveTerminal terminal = terminal(INITIAL, Map.of());
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(100));
            terminal.update();
        }

        assertThat(reads).hasValue(10);
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheReading() {
        LiveTerminal terminal = terminal(INITIAL, Map.of());
        size.set("50 132");
        pass(Duration.ofHours(-1));

        assertThat(terminal.update()).isTrue();
    }

    @Test
    void theSizeRemainsIfItCannotBeRead() {
        LiveTerminal terminal = terminal(new Terminal(true, true, 132, 50), Map.of());
        size.set(null);
        pass(Duration.ofSeconds(1));

        assertThat(terminal.update()).isFalse();
        assertThat(terminal.current().columns()).isEqualTo(132);
    }

    @Test
    void theEnvironmentHasPrecedenceOverAResize() {
        LiveTerminal terminal = terminal(INITIAL, Map.of("COLUMNS", "72"));
        size.set("50 132");
        pass(Duration.ofSeconds(1));

        assertThat(terminal.update()).isTrue();
        assertThat(terminal.current()).isEqualTo(new Terminal(true, true, 72, 50));
    }

    @Test
    void theSizeOfAFileIsNotRead() {
        LiveTerminal terminal = terminal(Terminal.NONE, Map.of());
        pass(Duration.ofSeconds(1));

        assertThat(terminal.update()).isFalse();
        assertThat(reads).hasValue(0);
    }

    private LiveTerminal terminal(Terminal initial, Map<String, String> variables) {
        return new LiveTerminal(initial, new Environment(variables, Path.of("/nonexistent")), clock, () -> {
            reads.incrementAndGet();
            return size.get();
        });
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }
}
