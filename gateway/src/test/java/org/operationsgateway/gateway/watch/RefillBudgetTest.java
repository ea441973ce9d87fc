package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may read, and who waits. */
class RefillBudgetTest {

    private final RefillBudget budget = new RefillBudget(100);
    private final List<String> woken = new ArrayList<>();

    private boolean take(String who, long bytes) {
        return budget.take(bytes, () -> woken.add(who));
    }

    @Test
    void thoseForWhomThereIsRoomTakeIt() {
        assertThat(take("a", 60)).isTrue();
        assertThat(take("b", 40)).isTrue();
        assertThat(budget.taken()).isEqualTo(100);
    }

    @Test
    void theOthersWaitAndAreWokenInTheirOrderOneForEachThatGivesBack() {
        take("a", 60);
        take("b", 40);
        assertThat(take("c", 1)).isFalse();
        assertThat(take("d", 1)).isFalse();
        assertThat(woken).isEmpty();
        budget.giveBack(40);
        assertThat(woken).containsExactly("c");
        budget.giveBack(60);
        assertThat(woken).containsExactly("c", "d");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void oneThatHasNoUseForItPassesItOn() {
        take("a", 100);
        take("b", 1);
        take("c", 1);
        budget.giveBack(100);
        budget.wakeNext();
        assertThat(woken).containsExactly("b", "c");
        budget.wakeNext();
        assertThat(woken).hasSize(2);
    }

    @Test
    void oneAloneMayTakeMoreThanThereIs() {
        assertThat(take("a", 1000)).isTrue();
        assertThat(take("b", 1)).isFalse();
    }
}
