package org.operationsgateway.robustness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.log.Log;

/** Tests of the minimum size of a run. */
class CountsTest {

    @Test
    void anEmptyRunFails() {
        History empty = new History(
                new Log(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Instant.EPOCH);
        Counts counts = Counts.of(empty);
        assertThat(counts.shortfalls(120)).hasSize(4);
        assertThat(new Verdict(Map.of(), counts.shortfalls(120)).passed()).isFalse();
        assertThat(MarkdownReport.write("command", counts, new Verdict(Map.of(), counts.shortfalls(120))))
                .startsWith("# Robustness run: FAILED")
                .contains("only 0 operations");
    }

    @Test
    void aLargeEnoughRunWithoutViolationsPasses() {
        assertThat(new Verdict(Map.of(), List.of()).passed()).isTrue();
    }
}
