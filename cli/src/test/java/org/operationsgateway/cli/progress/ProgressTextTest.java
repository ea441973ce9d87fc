package org.operationsgateway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** Tests of the bar, the estimate and the summary. */
class ProgressTextTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theBarIsFilledInProportion() {
        assertThat(ProgressBar.of(0, 12)).isEqualTo("[          ]");
        assertThat(ProgressBar.of(50, 12)).isEqualTo("[====>     ]");
        assertThat(ProgressBar.of(100, 12)).isEqualTo("[==========]");
    }

    @Test
    void theBarIsNotFullBeforeTheEnd() {
        assertThat(ProgressBar.of(99.9, 12)).isEqualTo("[========> ]");
    }

    @Test
    void theBarHasAtLeastOneCharacter() {
        assertThat(ProgressBar.of(200, -5)).isEqualTo("[=]");
    }

    @Test
    void theRemainingTimeHasOneUnit() {
        assertThat(RemainingTime.text(Duration.ZERO)).isEqualTo("about 1 s left");
        assertThat(RemainingTime.text(Duration.ofSeconds(45))).isEqualTo("about 45 s left");
        assertThat(RemainingTime.text(Duration.ofSeconds(121))).isEqualTo("about 2 min left");
        assertThat(RemainingTime.text(Duration.ofMinutes(150))).isEqualTo("about 3 h left");
        assertThat(RemainingTime.text(Duration.ofHours(71))).isEqualTo("about 3 days left");
    }

    @Test
    void theSummaryEstimatesTheEndFromTheStart() {
        OperationSummary summary = summary(
                Progress.builder()
                        .percent(50)
                        .startTime(START)
                        .message("Copying")
                        .build(),
                State.RUNNING);

        assertThat(summary.percentText()).isEqualTo("50%");
        assertThat(summary.status()).isEqualTo("Copying");
        assertThat(summary.remainingText(START.plusSeconds(120))).isEqualTo("about 2 min left");
    }

    @Test
    void theSummaryHasNoEstimateWithoutAStart() {
        OperationSummary summary = summary(Progress.builder().percent(50).build(), State.RUNNING);

        assertThat(summary.remainingText(START)).isEmpty();
    }

    @Test
    void theStatusOfAFailedOperationIsItsError() {
        OperationSummary summary =
                summary(Progress.NONE, new State.Done(new Outcome.Failure(new Status(Code.ABORTED, "No space"))));

        assertThat(summary.phase()).isEqualTo(Phase.FAILED);
        assertThat(summary.status()).isEqualTo("ABORTED: No space");
    }

    @Test
    void theStatusHasNoControlCharacters() {
        OperationSummary summary =
                summary(Progress.builder().message("a\u001B]0;title\u0007b\nc").build(), State.RUNNING);

        assertThat(summary.status()).isEqualTo("a\uFFFD]0;title\uFFFDb c");
    }

    private static OperationSummary summary(Progress progress, State state) {
        return OperationSummary.of(
                new Operation(OperationName.parse("operations/a"), progress.toAny(), state), START.plusSeconds(120));
    }
}
