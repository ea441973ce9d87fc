package org.operationsgateway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.operationsgateway.bench.measurement.Outcomes;

/** A message's time does not depend on when it could be sent. */
class ScheduleTest {

    @Test
    void spreadsMessagesEvenly() {
        Schedule schedule = new Schedule(7, 1000);
        assertThat(schedule.next()).isEqualTo(7);
        schedule.take();
        assertThat(schedule.next()).isEqualTo(1_000_007);
    }

    @Test
    void givesAMessageThatWaitedTheTimeItShouldHaveBeenSent() {
        Schedule schedule = new Schedule(0, 2000);
        Outcomes outcomes = new Outcomes();
        outcomes.begin(0);
        long answeredAt = 50_000_000; // The server stood still for 50 ms, during which 100 messages were due.
        for (int i = 0; i < 100; i++) {
            outcomes.add(200, schedule.next(), answeredAt);
            schedule.take();
        }
        assertThat(outcomes.latencies().percentile(100)).isBetween(49.9, 50.1);
        assertThat(outcomes.latencies().percentile(50)).isBetween(24.0, 26.0);
    }

    @Test
    void doesNotDrift() {
        Schedule schedule = new Schedule(0, 3);
        for (int i = 0; i < 3_000_000; i++) {
            schedule.take();
        }
        assertThat(schedule.next()).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 0));
    }
}
