package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;

class ResumePointTest {

    private static final long INCARNATION = 40;
    private static final StoredOperation RUNNING_AT_5 = at5(State.RUNNING);
    private static final StoredOperation DONE_AT_5 = at5(new State.Done(Outcome.NO_RESULT));

    @Test
    void aFirstConnectionStartsWithTheCurrentState() {
        assertThat(ResumePoint.of(null, RUNNING_AT_5)).isEqualTo(new ResumePoint.After(4));
        assertThat(ResumePoint.of("", DONE_AT_5)).isEqualTo(new ResumePoint.After(4));
    }

    @Test
    void aReconnectStartsAfterTheLastReceivedRevision() {
        assertThat(ResumePoint.of("14-2", RUNNING_AT_5)).isEqualTo(new ResumePoint.After(2));
        assertThat(ResumePoint.of("14-5", RUNNING_AT_5)).isEqualTo(new ResumePoint.After(5));
        assertThat(ResumePoint.of("14-4", DONE_AT_5)).isEqualTo(new ResumePoint.After(4));
    }

    @Test
    void theStartIsBeforeTheFirstRevisionAlsoOfADoneOperation() {
        assertThat(ResumePoint.of("start", RUNNING_AT_5)).isEqualTo(new ResumePoint.After(0));
        assertThat(ResumePoint.of("start", DONE_AT_5)).isEqualTo(new ResumePoint.After(0));
    }

    @Test
    void anEtagIsTheIdOfItsRevision() {
        assertThat(ResumePoint.of("\"14-2\"", RUNNING_AT_5)).isEqualTo(new ResumePoint.After(2));
        assertThat(ResumePoint.of("\"\"", RUNNING_AT_5)).isEqualTo(new ResumePoint.Reset("UNKNOWN_EVENT_ID", 4));
        assertThat(ResumePoint.of("\"", RUNNING_AT_5)).isEqualTo(new ResumePoint.Reset("UNKNOWN_EVENT_ID", 4));
    }

    @Test
    void aReconnectAfterTheTerminalStateIsFinished() {
        assertThat(ResumePoint.of("14-5", DONE_AT_5)).isEqualTo(new ResumePoint.Finished());
    }

    @Test
    void anIdWithACheckIsComparedWithTheLogEntry() {
        assertThat(ResumePoint.of("14-2-00000", RUNNING_AT_5))
                .isEqualTo(new ResumePoint.Unverified(new RevisionTag(new RevisionId(INCARNATION, 2), 0L)));
        assertThat(ResumePoint.of("14-5-00000", RUNNING_AT_5)).isEqualTo(new ResumePoint.After(5));
        assertThat(ResumePoint.of("14-5-00000", DONE_AT_5)).isEqualTo(new ResumePoint.Finished());
    }

    @Test
    void theIdOfALostRevisionCausesAReset() {
        assertThat(ResumePoint.of("14-5-00001", RUNNING_AT_5)).isEqualTo(new ResumePoint.Reset("OTHER_HISTORY", 4));
        assertThat(ResumePoint.of("14-5-00001", DONE_AT_5)).isEqualTo(new ResumePoint.Reset("OTHER_HISTORY", 4));
    }

    @Test
    void anIdOfAnotherIncarnationOrOfAFutureRevisionCausesAReset() {
        assertThat(ResumePoint.of("15-5", DONE_AT_5)).isEqualTo(new ResumePoint.Reset("OTHER_LIFE", 4));
        assertThat(ResumePoint.of("14-6", DONE_AT_5)).isEqualTo(new ResumePoint.Reset("FUTURE_REVISION", 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "14",
                "14-",
                "-5",
                "14-5 ",
                "14--5",
                "14-99999999999999999999",
                "Ä-1",
                "14-5-5",
                "14-5-000000",
                "14-5-0000Z",
                "14-5-"
            })
    void anInvalidIdCausesAReset(String text) {
        assertThat(ResumePoint.of(text, DONE_AT_5)).isEqualTo(new ResumePoint.Reset("UNKNOWN_EVENT_ID", 4));
    }

    private static StoredOperation at5(State state) {
        Operation operation = new Operation(OperationName.parse("operations/a"), null, state);
        return new StoredOperation(
                new RevisionId(INCARNATION, 5),
                Instant.EPOCH,
                Instant.EPOCH,
                Cancellation.IMMEDIATE,
                false,
                null,
                null,
                null,
                operation);
    }
}
