package org.operationsgateway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.operationsgateway.bench.measurement.Outcomes;

/** Tests of the due times of requests at a fixed rate. */
class ScheduleTest {

    @Test
    void dueTimesAreEvenlySpaced() {
        Schedule schedule = new Schedule(7, 1000);
        assertThat(schedule.nextDue()).isEqualTo(7);
        schedule.advance();
        assertThat(schedule.nextDue()).isEqualTo(1_000_007);
    }

    @Test
    void theLatencyOfALateRequestIncludesItsDelay() {
        Schedule schedule = new Schedule(0, 2000);
        Outcomes outcomes = new Outcomes();
        outcomes.startMeasurement(0);
        long respondedAt = 50_000_000; // The server paused for 50 ms, in which 100 requests were due.
        for (int i = 0; i < 100; i++) {
            outcomes.responded(200, schedule.nextDue(), respondedAt);
            schedule.advance();
        }
        assertThat(outcomes.latencies().percentile(100)).isBetween(49.9, 50.1);
        assertThat(outcomes.latencies().percentile(50)).isBetween(24.0, 26.0);
    }

    @Test
    void dueTimesDoNotDrift() {
        Schedule schedule = new Schedule(0, 3);
        for (int i = 0; i < 3_000_000; i++) {
            schedule.advance();
        }
        assertThat(schedule.nextDue()).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void rejectsARateOfZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 0));
    }
}
