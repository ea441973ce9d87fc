package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.operationsgateway.core.wire.Bodies.assertRejected;
import static org.operationsgateway.core.wire.Bodies.bytes;
import static org.operationsgateway.core.wire.Bodies.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.StatusException;

class OperationJsonTest {

    @Test
    void doneIsWrittenWhenItIsFalse() {
        Operation running = new Operation(OperationName.parse("operations/1"), null, State.RUNNING);

        assertThat(OperationJson.write(running)).isEqualTo(json("{'name':'operations/1','done':false}"));
    }

    @Test
    void fieldsAreReadInAnyOrderAndWrittenInAFixedOrder() {
        Operation read = OperationJson.parse(
                bytes("{'response':{'@type':'a.B'},'done':true,'metadata':{'@type':'a.M'},'name':'operations/1'}"));

        assertThat(OperationJson.write(read))
                .isEqualTo(json(
                        "{'name':'operations/1','metadata':{'@type':'a.M'},'done':true,'response':{'@type':'a.B'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'name':null}", "{'done':true}"})
    void anOperationHasAName(String body) {
        assertRejected(OperationJson::parse, body, "name");
    }

    @Test
    void anInvalidNameIsAnInvalidArgument() {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> OperationJson.parse(bytes("{'name':'operations/..'}")));
    }

    @Test
    void nestingIsCountedFromTheOutermostObject() {
        assertThat(OperationJson.parse(bytes(nested(100)))).isNotNull();
        assertRejected(OperationJson::parse, nested(101), "");
    }

    private static String nested(int levels) {
        int arrays = levels - 2;
        return "{'name':'operations/1','metadata':{'@type':'a.B','a':%s%s}}"
                .formatted("[".repeat(arrays), "]".repeat(arrays));
    }
}
