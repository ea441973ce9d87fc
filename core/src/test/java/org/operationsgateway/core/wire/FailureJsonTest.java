package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;

/** The stored form of failures. */
class FailureJsonTest {

    private static final Outcome.Failure LAPSED =
            new Outcome.Failure(new Status(Code.ABORTED, "The lease lapsed."), Reason.LEASE_EXPIRED);

    @Test
    void theReasonOfTheGatewayIsStored() {
        assertThat(FailureJson.write(LAPSED))
                .isEqualTo("{\"code\":10,\"message\":\"The lease lapsed.\",\"reason\":\"LEASE_EXPIRED\"}");
        assertThat(FailureJson.parse(FailureJson.write(LAPSED))).isEqualTo(LAPSED);
    }

    @Test
    void theReasonIsNotPartOfTheOperation() {
        Operation operation = new Operation(OperationName.parse("operations/a"), null, new State.Done(LAPSED));
        assertThat(OperationJson.write(operation)).doesNotContain("reason", "LEASE_EXPIRED");
    }

    @Test
    void theErrorOfAClientIsStoredUnchanged() {
        Any detail = Any.parse("{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"X\"}");
        Outcome.Failure failure = new Outcome.Failure(new Status(99, "Failed.", List.of(detail)));
        assertThat(FailureJson.write(failure)).isEqualTo(StatusJson.write(failure.error()));
        assertThat(FailureJson.parse(FailureJson.write(failure))).isEqualTo(failure);
    }

    @Test
    void aReasonOfALaterVersionIsIgnored() {
        assertThat(FailureJson.parse("{\"code\":10,\"reason\":\"OF_TOMORROW\"}").reason())
                .isNull();
    }
}
