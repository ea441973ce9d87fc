package org.operationsgateway.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;

class OperationProperties {

    @Property
    void everyTransitionFollowsTheModel(@ForAll("operations") Operation start, @ForAll("steps") List<Step> steps) {
        Operation current = start;
        for (Step step : steps) {
            Transition transition = step.apply(current);
            assertAllowed(current, step, transition);
            current = after(current, transition);
        }
    }

    @Property
    void aDoneOperationNeverChanges(@ForAll("operations") Operation start, @ForAll("steps") List<Step> steps) {
        Operation current = start;
        for (Step step : steps) {
            Operation next = after(current, step.apply(current));
            assertThat(current.done() ? next : current).isEqualTo(current);
            current = next;
        }
    }

    @Property
    void repeatingAStepChangesNothing(@ForAll("operations") Operation start, @ForAll("step") Step step) {
        Operation once = after(start, step.apply(start));

        assertThat(after(once, step.apply(once))).isEqualTo(once);
    }

    private static void assertAllowed(Operation before, Step step, Transition transition) {
        switch (transition) {
            case Transition.Changed changed -> {
                assertThat(before.done()).isFalse();
                assertThat(changed.operation()).isEqualTo(expected(before, step));
            }
            case Transition.Unchanged unchanged -> {
                assertThat(before.done()).isTrue();
                assertThat(unchanged.operation()).isEqualTo(before);
                assertThat(step instanceof Step.Cancel || expected(before, step).equals(before))
                        .isTrue();
            }
            case Transition.Refused rejected -> {
                assertThat(before.done()).isTrue();
                assertThat(rejected.reason()).isEqualTo(Reason.OPERATION_DONE);
                assertThat(step instanceof Step.Update
                                || !expected(before, step).equals(before))
                        .isTrue();
            }
        }
    }

    /** Returns the result of a step on an operation that is still running. */
    private static Operation expected(Operation before, Step step) {
        return switch (step) {
            case Step.Update update -> new Operation(before.name(), update.metadata(), State.RUNNING);
            case Step.Complete complete ->
                new Operation(
                        before.name(),
                        complete.metadata() == null ? before.metadata() : complete.metadata(),
                        new State.Done(complete.outcome()));
            case Step.Cancel cancel -> new Operation(before.name(), before.metadata(), cancelled());
        };
    }

    private static State cancelled() {
        return new State.Done(new Outcome.Failure(new Status(Code.CANCELLED, "The operation was cancelled.")));
    }

    private static Operation after(Operation before, Transition transition) {
        return transition instanceof Transition.Changed changed ? changed.operation() : before;
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Step.operations();
    }

    @Provide
    Arbitrary<Step> step() {
        return Step.any();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Step.any().list().ofMaxSize(8);
    }
}
