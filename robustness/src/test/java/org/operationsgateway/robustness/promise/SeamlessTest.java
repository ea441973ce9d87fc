package org.operationsgateway.robustness.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.robustness.history.Connection.Ending;
import org.operationsgateway.robustness.history.Write;

/** Tests of the validator for replacements of replicas. */
class SeamlessTest {

    private final HistoryBuilder builder = new HistoryBuilder();

    SeamlessTest() {
        builder.firstEnding = Ending.SERVER;
        builder.collectionEnding = Ending.SERVER;
    }

    @Test
    void streamsThatEndInOrderAndResumeInTimeBreakNothing() {
        assertThat(violations(Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void aStreamThatResumesLateIsReported() {
        assertThat(violations(Duration.ofMillis(900)))
                .singleElement()
                .asString()
                .contains("a stream was interrupted for 1000 ms");
    }

    @Test
    void aStreamThatIsCutOffIsReported() {
        builder.firstEnding = Ending.LOST;
        assertThat(violations(Duration.ofSeconds(2))).singleElement().asString().contains("cut off or refused");
    }

    @Test
    void anErrorStatusIsReported() {
        builder.lastStatus = 503;
        assertThat(violations(Duration.ofSeconds(2))).singleElement().asString().contains("cut off or refused");
    }

    @Test
    void aFailedWriteIsReported() {
        builder.writes.set(1, HistoryBuilder.write(2, Write.Outcome.UNKNOWN));
        assertThat(violations(Duration.ofSeconds(2))).singleElement().asString().contains("UPDATE of");
    }

    private List<Violation> violations(Duration limit) {
        return new Seamless(limit).violations(builder.build()).toList();
    }
}
