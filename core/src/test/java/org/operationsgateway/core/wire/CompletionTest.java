package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.core.wire.Bodies.assertRejected;
import static org.operationsgateway.core.wire.Bodies.bytes;
import static org.operationsgateway.core.wire.Bodies.json;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

class CompletionTest {

    private static final Any PAYLOAD = Any.parse(json("{'@type':'a.B'}"));

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'done':true}", "{'error':null,'response':null,'metadata':null,'done':null}"})
    void withoutErrorAndResponseThereIsNoResult(String body) {
        assertThat(Completion.parse(bytes(body))).isEqualTo(new Completion(Outcome.NO_RESULT, null));
    }

    @Test
    void aResponseMayHaveMetadata() {
        assertThat(Completion.parse(bytes("{'response':{'@type':'a.B'},'metadata':{'@type':'a.B'}}")))
                .isEqualTo(new Completion(new Outcome.Response(PAYLOAD), PAYLOAD));
    }

    @Test
    void anErrorIsAStatus() {
        assertThat(Completion.parse(bytes("{'error':{'details':[{'@type':'a.B'}],'message':null,'code':10}}")))
                .isEqualTo(new Completion(new Outcome.Failure(new Status(Code.ABORTED, "", List.of(PAYLOAD))), null));
    }

    @Test
    void contradictoryFieldsAreRejected() {
        assertRejected(Completion::parse, "{'error':{'code':5},'response':{'@type':'a.B'}}", "error");
        assertRejected(Completion::parse, "{'done':false}", "done");
        assertRejected(Completion::parse, "{'done':false,'response':{'@type':'a.B'}}", "done");
    }

    @Test
    void theNameIsInThePathAndNotInTheBody() {
        assertRejected(Completion::parse, "{'name':'operations/1'}", "name");
    }
}
