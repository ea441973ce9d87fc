package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.operationsgateway.core.rpc.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a request that failed, which has the one form that every failure has. */
final class Envelope {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private final JsonNode error;

    private Envelope(JsonNode error) {
        this.error = error;
    }

    /** Checks that the answer is a failure for that reason, in all that every failure says. */
    static Envelope of(HttpResponse<String> answer, Reason reason) {
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        Envelope envelope = of(answer.body(), reason);
        assertThat(answer.statusCode()).isEqualTo(reason.httpStatus());
        return envelope;
    }

    /** As above, for the body of an answer. */
    static Envelope of(String body, Reason reason) {
        assertThat(body)
                .doesNotContainPattern(
                        "Exception|org\\.|io\\.|java|\\tat |(select|insert|update|delete) (from|into|operation)");
        JsonNode answer = JSON.readTree(body);
        assertThat(answer.propertyNames()).containsExactly("error");
        JsonNode error = answer.get("error");
        assertThat(error.propertyNames()).containsExactly("code", "message", "status", "details");
        assertThat(error.at("/details/0/@type").asString()).isEqualTo(TYPES + "ErrorInfo");
        assertThat(error.at("/details/0/reason").asString()).isEqualTo(reason.name());
        assertThat(error.at("/details/0/domain").asString()).isEqualTo("operationsgateway.org");
        assertThat(error.get("code").asInt()).isEqualTo(reason.httpStatus());
        assertThat(error.get("status").asString()).isEqualTo(reason.code().name());
        assertThat(error.get("message").asString()).isNotBlank();
        return new Envelope(error);
    }

    /** Checks that it names the field at fault. */
    void violates(String field) {
        JsonNode violation = detail("BadRequest").at("/fieldViolations/0");
        assertThat(violation.get("field").asString()).isEqualTo(field);
        assertThat(violation.get("description").asString()).isNotBlank();
    }

    /** Checks that it names the operation that is missing, or in the way. */
    void isAbout(String operation) {
        assertThat(detail("ResourceInfo").get("resourceName").asString()).isEqualTo(operation);
    }

    /** The first detail of a type of {@code google.rpc}. */
    JsonNode detail(String type) {
        List<JsonNode> details = error.get("details").values().stream()
                .filter(detail -> detail.get("@type").asString().equals(TYPES + type))
                .toList();
        assertThat(details).as(type + " in " + error).hasSize(1);
        return details.getFirst();
    }
}
