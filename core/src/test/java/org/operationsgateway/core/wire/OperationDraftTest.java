package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.core.wire.Bodies.bytes;
import static org.operationsgateway.core.wire.Bodies.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

class OperationDraftTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'done':false}",
                "{'name':'anything at all'}",
                "{'name':null,'metadata':null,'done':null,'error':null,'response':null}",
            })
    void anOperationIsRunningByDefault(String body) {
        assertThat(draft(body)).isEqualTo(new OperationDraft(null, State.RUNNING));
    }

    @Test
    void anOperationMayBeCreatedDone() {
        Outcome response = new Outcome.Response(Any.parse(json("{'@type':'a.B'}")));
        Outcome failure = new Outcome.Failure(new Status(Code.NOT_FOUND, "gone"));

        assertThat(draft("{'done':true}").state()).isEqualTo(new State.Done(Outcome.NO_RESULT));
        assertThat(draft("{'done':true,'response':{'@type':'a.B'}}").state()).isEqualTo(new State.Done(response));
        assertThat(draft("{'error':{'code':5,'message':'gone'},'done':true}").state())
                .isEqualTo(new State.Done(failure));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'response':{'@type':'a.B'}}",
                "{'error':{'code':5}}",
                "{'done':false,'response':{'@type':'a.B'}}",
                "{'done':null,'error':{'code':5}}",
            })
    void aResultWithoutDoneIsRejected(String body) {
        assertRejected(body, "done");
    }

    @Test
    void bothErrorAndResponseAreRejected() {
        assertRejected("{'done':true,'error':{'code':5},'response':{'@type':'a.B'}}", "error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Done':true}|Done",
                "{'result':{}}|result",
                "{'':1}|''",
                "{'metadata':{'@type':'a.B'},'progress':1}|progress",
                "{'gateway':{}}|gateway",
                "{'done':true,'error':{'code':5,'status':'NOT_FOUND'}}|error.status",
                "{'done':'true'}|done",
                "{'done':1}|done",
                "{'name':1}|name",
                "{'metadata':[]}|metadata",
                "{'metadata':'a.B'}|metadata",
                "{'metadata':{}}|metadata.@type",
                "{'metadata':{'@type':''}}|metadata.@type",
                "{'metadata':{'@type':1}}|metadata.@type",
                "{'metadata':{'value':{'@type':'a.B'}}}|metadata.@type",
                "{'done':true,'response':{}}|response.@type",
                "{'done':true,'error':'x'}|error",
                "{'done':true,'error':{}}|error.code",
                "{'done':true,'error':{'code':0}}|error.code",
                "{'done':true,'error':{'code':2147483648}}|error.code",
                "{'done':true,'error':{'code':-2147483649}}|error.code",
                "{'done':true,'error':{'code':99999999999}}|error.code",
                "{'done':true,'error':{'code':3.5}}|error.code",
                "{'done':true,'error':{'code':'3'}}|error.code",
                "{'done':true,'error':{'code':'NOT_FOUND'}}|error.code",
                "{'done':true,'error':{'code':5,'message':1}}|error.message",
                "{'done':true,'error':{'code':5,'details':{}}}|error.details",
                "{'done':true,'error':{'code':5,'details':[null]}}|error.details[0]",
                "{'done':true,'error':{'code':5,'details':[{'@type':'a.B'},{}]}}|error.details[1].@type",
            },
            quoteCharacter = '`')
    void theInvalidFieldIsNamed(String body, String field) {
        assertRejected(body, field.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "null",
                "[]",
                "{",
                "{'done':true}}",
                "{'done':true,'done':true}",
                "{'metadata':null,'metadata':{'@type':'a.B'}}",
                "{'done':true,'error':{'code':5,'code':5}}",
            })
    void bodiesOtherThanOneObjectWithoutDuplicatesAreRejected(String body) {
        assertRejected(body, "");
    }

    private static OperationDraft draft(String body) {
        return OperationDraft.parse(bytes(body));
    }

    private static void assertRejected(String body, String field) {
        Bodies.assertRejected(OperationDraft::parse, body, field);
    }
}
