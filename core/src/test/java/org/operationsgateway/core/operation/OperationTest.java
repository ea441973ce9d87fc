package org.operationsgateway.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;

class OperationTest {

    private static final OperationName NAME = OperationName.parse("operations/1");
    private static final Any FIRST = Any.parse("{\"@type\":\"a.B\",\"step\":1}");
    private static final Any SECOND = Any.parse("{\"@type\":\"a.B\",\"step\":2}");
    private static final Operation RUNNING = new Operation(NAME, FIRST, State.RUNNING);
    private static final Outcome RESPONSE = new Outcome.Response(Any.parse("{\"@type\":\"a.C\"}"));
    private static final Operation DONE = new Operation(NAME, FIRST, new State.Done(RESPONSE));

    @Test
    void anUpdateReplacesTheMetadata() {
        assertThat(RUNNING.update(SECOND))
                .isEqualTo(new Transition.Changed(new Operation(NAME, SECOND, State.RUNNING)));
    }

    @Test
    void aCompletionWithoutMetadataKeepsTheMetadata() {
        assertThat(RUNNING.complete(RESPONSE, null)).isEqualTo(new Transition.Changed(DONE));
    }

    @Test
    void aCompletionMayReplaceTheMetadata() {
        assertThat(RUNNING.complete(RESPONSE, SECOND))
                .isEqualTo(new Transition.Changed(new Operation(NAME, SECOND, new State.Done(RESPONSE))));
    }

    @Test
    void theSameCompletionAgainChangesNothing() {
        assertThat(DONE.complete(RESPONSE, null)).isEqualTo(new Transition.Unchanged(DONE));
        assertThat(DONE.complete(RESPONSE, FIRST)).isEqualTo(new Transition.Unchanged(DONE));
    }

    @Test
    void anotherCompletionOfADoneOperationIsRejected() {
        assertRejected(DONE.complete(Outcome.NO_RESULT, null));
        assertRejected(DONE.complete(RESPONSE, SECOND));
    }

    @Test
    void anUpdateOfADoneOperationIsRejected() {
        assertRejected(DONE.update(FIRST));
    }

    @Test
    void aRejectionIsAFailedPrecondition() {
        var rejected = (Transition.Refused) DONE.update(FIRST);

        Status status = rejected.toException().status();

        assertThat(status.code()).contains(Code.FAILED_PRECONDITION);
        assertThat(status.message()).contains("operations/1");
    }

    @Test
    void cancellingEndsTheOperationWithTheErrorCancelled() {
        var changed = (Transition.Changed) RUNNING.cancel();

        assertThat(changed.operation().metadata()).isEqualTo(FIRST);
        assertThat(changed.operation().state())
                .isEqualTo(new State.Done(
                        new Outcome.Failure(new Status(Code.CANCELLED, "The operation was cancelled."))));
    }

    @Test
    void cancelOfADoneOperationChangesNothing() {
        assertThat(DONE.cancel()).isEqualTo(new Transition.Unchanged(DONE));
    }

    @Test
    void aFailureWithTheCodeOkIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Status(Code.OK, ""));
    }

    private static void assertRejected(Transition transition) {
        assertThat(transition)
                .isInstanceOfSatisfying(
                        Transition.Refused.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.OPERATION_DONE));
    }
}
