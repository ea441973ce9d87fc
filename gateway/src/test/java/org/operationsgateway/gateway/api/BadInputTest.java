package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;

/** Tests of invalid requests: each fails with the error envelope and changes nothing in the database. */
@GatewayTest
class BadInputTest {

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String running = collection + "/running";
    private final String done = collection + "/done";
    private final Api api;
    private final Tables tables;
    private List<String> before = List.of();

    BadInputTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    @BeforeEach
    void create() {
        api.post(collection + "?operationId=running");
        api.post(collection + "?operationId=done", "{\"done\":true}");
        before = tables.contents(collection.substring("/v1/".length()));
    }

    @AfterEach
    void theTablesAreUnchanged() {
        assertThat(before).isNotEmpty();
        assertThat(tables.contents(collection.substring("/v1/".length()))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"metadata":     | ``
            nonsense           | ``
            []                 | ``
            "text"           | ``
            1                  | ``
            null               | ``
            {} {}              | ``
            {'done':true}      | ``
            {"metadata":null,"metadata":null} | ``
            {"extra":1}      | extra
            {"metadata":1}   | metadata
            {"metadata":[]}  | metadata
            {"metadata":{}}  | metadata.@type
            {"metadata":{"@type":""}} | metadata.@type
            {"metadata":{"@type":5}} | metadata.@type
            {"metadata":{"@type":"t/T","nul":"\\u0000"}} | metadata
            {"metadata":{"@type":"t/T","half":"\\ud800"}} | metadata
            """)
    void anInvalidBodyIsRefusedByEveryMethod(String body, String field) {
        assertError(api.post(collection + "?operationId=new", body), Reason.INVALID_BODY)
                .hasFieldViolation(field);
        assertError(api.patch(running, body), Reason.INVALID_BODY).hasFieldViolation(field);
        assertError(api.post(running + ":complete", body), Reason.INVALID_BODY).hasFieldViolation(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"code":5},"response":{"@type":"t/T"}} | error
            {"error":{"code":0}}        | error.code
            {"error":{"code":2147483648}} | error.code
            {"error":{"code":5.5}}      | error.code
            {"error":{"code":"5"}}    | error.code
            {"error":{}}                  | error.code
            {"error":5}                   | error
            {"error":{"code":5,"message":5}}   | error.message
            {"error":{"code":5,"details":{}}}  | error.details
            {"error":{"code":5,"details":[{}]}} | error.details[0].@type
            {"response":{"value":1}}    | response.@type
            {"done":"yes"}              | done
            {"done":false}                | done
            {"metadata":{"@type":"t/T"},"name":"operations/x"} | name
            """)
    void aCompletionWithAnInvalidOutcomeIsRefused(String body, String field) {
        assertError(api.post(running + ":complete", body), Reason.INVALID_BODY).hasFieldViolation(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"response":{"@type":"t/T"}} | done
            {"error":{"code":5}}           | done
            {"done":1}                       | done
            {"name":5}                       | name
            """)
    void aContradictoryCreateRequestIsRefused(String body, String field) {
        assertError(api.post(collection + "?operationId=new", body), Reason.INVALID_BODY)
                .hasFieldViolation(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                      | ``
            {}                      | metadata
            {"metadata":null}     | metadata
            {"metadata":{"@type":"t/T"},"done":true} | done
            {"response":{"@type":"t/T"}} | response
            """)
    void anUpdateOfAnythingButMetadataIsRefused(String body, String field) {
        assertError(api.patch(running, body), Reason.INVALID_BODY).hasFieldViolation(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "metadata,name", "response.x", "metadata,", ","})
    void anUpdateMaskOfAnotherFieldIsRefused(String mask) {
        assertError(
                        api.patch(running + "?updateMask=" + mask, "{\"metadata\":{\"@type\":\"t/T\"}}"),
                        Reason.INVALID_PARAMETER)
                .hasFieldViolation("updateMask");
    }

    @Test
    void twoHundredLevelsOfNestingAreRejected() {
        String deep = "{\"metadata\":{\"@type\":\"t/T\",\"deep\":" + "[".repeat(200) + "]".repeat(200) + "}}";

        assertError(api.patch(running, deep), Reason.INVALID_BODY).hasFieldViolation("");
    }

    @ParameterizedTest
    @ValueSource(strings = {":complete", ":cancel", ":wait?timeout=0s", "?operationId=new"})
    void aBodyOfTwoMegabytesIsRejected(String target) {
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"text\":\"" + "x".repeat(2_000_000) + "\"}}";
        String path = target.startsWith(":") ? running + target : collection + target;

        assertError(api.post(path, body), Reason.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense", "a/b/c"})
    void aBodyOfAnotherMediaTypeIsRefused(String type) {
        assertError(api.send("POST", running + ":complete", "{}", "Content-Type", type), Reason.UNSUPPORTED_MEDIA_TYPE);
        assertError(
                api.send("PATCH", running, "{\"metadata\":{\"@type\":\"t/T\"}}", "Content-Type", type),
                Reason.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "image/*", "text/plain, application/xml;q=0.9"})
    void anAcceptHeaderWithoutJsonIsRefused(String accept) {
        assertError(api.get(running, "Accept", accept), Reason.NOT_ACCEPTABLE);
        assertError(
                api.send("POST", running + ":cancel", "", "Accept", accept, "Content-Type", "application/json"),
                Reason.NOT_ACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/*",
                "*/*",
                "application/json; charset=utf-8",
                "nonsense",
            })
    void anAcceptHeaderThatAllowsJsonGetsJson(String accept) {
        HttpResponse<String> response = api.get(running, "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        assertError(api.get(collection + "/none", "Accept", accept), Reason.OPERATION_NOT_FOUND);
        assertError(api.get("/none", "Accept", accept), Reason.ROUTE_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "..", "a%2F%2Fb", "operations", "a:cancel", "a%20b", "%00", "%F0%9F%98%80", "x%0D%0Ay"})
    void anIllegalIdIsRefused(String id) {
        assertError(api.post(collection + "?operationId=" + id), Reason.INVALID_NAME)
                .hasFieldViolation("name");
    }

    @Test
    void anUnknownOperationIsNotFoundByAnyMethod() {
        String unknown = collection + "/none";
        String name = unknown.substring("/v1/".length());

        assertError(api.get(unknown), Reason.OPERATION_NOT_FOUND).hasResource(name);
        assertError(api.get(unknown, "Accept", "text/event-stream"), Reason.OPERATION_NOT_FOUND)
                .hasResource(name);
        assertError(api.patch(unknown, "{\"metadata\":{\"@type\":\"t/T\"}}"), Reason.OPERATION_NOT_FOUND)
                .hasResource(name);
        assertError(api.delete(unknown), Reason.OPERATION_NOT_FOUND).hasResource(name);
        for (String verb : List.of("complete", "cancel", "wait")) {
            assertError(api.post(unknown + ":" + verb), Reason.OPERATION_NOT_FOUND)
                    .hasResource(name);
        }
    }

    @Test
    void aDoneOperationIsNeitherUpdatedNorCompletedOtherwise() {
        assertError(api.patch(done, "{\"metadata\":{\"@type\":\"t/T\"}}"), Reason.OPERATION_DONE);
        assertError(api.post(done + ":complete", "{\"error\":{\"code\":13}}"), Reason.OPERATION_DONE);
        assertError(api.post(done + ":complete", "{\"metadata\":{\"@type\":\"t/T\"}}"), Reason.OPERATION_DONE);
    }
}
