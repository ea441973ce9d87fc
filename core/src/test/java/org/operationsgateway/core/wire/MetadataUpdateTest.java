package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.core.wire.Bodies.assertRejected;
import static org.operationsgateway.core.wire.Bodies.bytes;
import static org.operationsgateway.core.wire.Bodies.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Any;

class MetadataUpdateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata':{'@type':'a.B'}}",
                "{'name':'operations/1','metadata':{'@type':'a.B'},'done':false}",
                "{'done':null,'metadata':{ '@type' : 'a.B' }}",
            })
    void aBodyMayBeAWholeRunningOperation(String body) {
        assertThat(MetadataUpdate.parse(bytes(body)).metadata()).isEqualTo(Any.parse(json("{'@type':'a.B'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'metadata':null}", "{'name':'operations/1'}", "{'done':false}"})
    void theMetadataMustNotBeMissing(String body) {
        assertRejected(MetadataUpdate::parse, body, "metadata");
    }

    @Test
    void anUpdateDoesNotEndAnOperation() {
        assertRejected(MetadataUpdate::parse, "{'metadata':{'@type':'a.B'},'done':true}", "done");
        assertRejected(MetadataUpdate::parse, "{'metadata':{'@type':'a.B'},'response':{'@type':'a.B'}}", "response");
        assertRejected(MetadataUpdate::parse, "{'metadata':{'@type':'a.B'},'error':{'code':5}}", "error");
    }

    @Test
    void anEmptyBodyUpdatesNothingAndIsRejected() {
        assertRejected(MetadataUpdate::parse, "", "");
    }
}
