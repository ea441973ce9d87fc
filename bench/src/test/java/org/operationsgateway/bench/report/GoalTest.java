package org.operationsgateway.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the ratios and medians that decide whether a goal is met. */
class GoalTest {

    private static final Goal BROADCAST = Goal.ALL.getFirst();

    private static Map<Integer, Result> rounds(double... values) {
        Map<Integer, Result> rounds = new java.util.TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            rounds.put(i + 1, new Result("broadcast", "x", Map.of("deliveriesPerSecond", values[i])));
        }
        return rounds;
    }

    @Test
    void ratiosAreComputedWithinEachRound() {
        Results results = new Results(
                Map.of("broadcast-gateway", rounds(110, 220, 30), "broadcast-nchan", rounds(100, 100, 100)));
        MedianRange ratio = BROADCAST.ratio(results);
        assertThat(ratio.median()).isCloseTo(1.1, within(1e-9));
        assertThat(ratio.min()).isCloseTo(0.3, within(1e-9));
        assertThat(ratio.max()).isCloseTo(2.2, within(1e-9));
    }

    @Test
    void theMedianDecidesWhetherAGoalIsMet() {
        Results results = new Results(
                Map.of("broadcast-gateway", rounds(120, 220, 30), "broadcast-nchan", rounds(100, 100, 100)));
        assertThat(BROADCAST.isMet(results)).isTrue();
    }

    @Test
    void aGoalWithoutResultsIsNotMet() {
        Results results = new Results(Map.of());
        assertThat(BROADCAST.isMet(results)).isFalse();
        assertThat(Table.write(Goal.ALL, results)).contains("not measured").doesNotContain("NaN");
    }

    @Test
    void aRoundOfOnlyOneSideHasNoRatio() {
        Results results = new Results(Map.of("broadcast-gateway", rounds(120, 130), "broadcast-nchan", rounds(100)));
        assertThat(results.ratios("broadcast-gateway", "broadcast-nchan", "deliveriesPerSecond"))
                .isEqualTo(List.of(1.2));
    }

    @Test
    void theTextIsTheMedianAndTheRange() {
        assertThat(MedianRange.of(List.of(3.0, 1.0, 2.0))).hasToString("2.00 (1.00–3.00)");
        assertThat(MedianRange.of(List.of(191_582.0))).hasToString("191,582");
        assertThat(MedianRange.of(List.of())).hasToString("–");
    }
}
