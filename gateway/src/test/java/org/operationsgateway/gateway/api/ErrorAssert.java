package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.operationsgateway.core.rpc.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Assertions on the error envelope of a failed request. */
final class ErrorAssert {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private final JsonNode error;

    private ErrorAssert(JsonNode error) {
        this.error = error;
    }

    /** Asserts that a response contains a complete error envelope with a reason. */
    static ErrorAssert assertError(HttpResponse<String> response, Reason reason) {
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        ErrorAssert error = assertError(response.body(), reason);
        assertThat(response.statusCode()).isEqualTo(reason.httpStatus());
        return error;
    }

    /** Asserts that a response body is a complete error envelope with a reason. */
    static ErrorAssert assertError(String body, Reason reason) {
        assertThat(body)
                .doesNotContainPattern(
                        "Exception|org\\.|io\\.|java|\\tat |(select|insert|update|delete) (from|into|operation)");
        JsonNode envelope = JSON.readTree(body);
        assertThat(envelope.propertyNames()).containsExactly("error");
        JsonNode error = envelope.get("error");
        assertThat(error.propertyNames()).containsExactly("code", "message", "status", "details");
        assertThat(error.at("/details/0/@type").asString()).isEqualTo(TYPES + "ErrorInfo");
        assertThat(error.at("/details/0/reason").asString()).isEqualTo(reason.name());
        assertThat(error.at("/details/0/domain").asString()).isEqualTo("operationsgateway.org");
        assertThat(error.get("code").asInt()).isEqualTo(reason.httpStatus());
        assertThat(error.get("status").asString()).isEqualTo(reason.code().name());
        assertThat(error.get("message").asString()).isNotBlank();
        return new ErrorAssert(error);
    }

    /** Asserts that the first field violation names a field. */
    void hasFieldViolation(String field) {
        JsonNode violation = detail("BadRequest").at("/fieldViolations/0");
        assertThat(violation.get("field").asString()).isEqualTo(field);
        assertThat(violation.get("description").asString()).isNotBlank();
    }

    /** Asserts that the resource info names an operation. */
    void hasResource(String operation) {
        assertThat(detail("ResourceInfo").get("resourceName").asString()).isEqualTo(operation);
    }

    /** Returns the only detail of a type of {@code google.rpc}. */
    JsonNode detail(String type) {
        List<JsonNode> details = error.get("details").values().stream()
                .filter(detail -> detail.get("@type").asString().equals(TYPES + type))
                .toList();
        assertThat(details).as(type + " in " + error).hasSize(1);
        return details.getFirst();
    }
}
