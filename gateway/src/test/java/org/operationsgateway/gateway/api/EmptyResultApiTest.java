package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;

/** Tests of ends without a response and without an error, in an installation that stores an empty response. */
@GatewayTest(properties = "gateway.api.empty-result=EMPTY")
@DirtiesContext
class EmptyResultApiTest {

    private static final String EMPTY_RESPONSE =
            "\"response\":{\"@type\":\"type.googleapis.com/google.protobuf.Empty\"}";

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;

    EmptyResultApiTest(Api api) {
        this.api = api;
    }

    @Test
    void aCompletionWithoutAResultStoresAnEmptyResponse() {
        api.post(list + "?operationId=a");
        assertThat(api.post(list + "/a:complete").body()).contains(EMPTY_RESPONSE);
        assertThat(api.get(list).body()).contains(EMPTY_RESPONSE);
    }

    @Test
    void aRetriedCompletionWithoutAResultSucceeds() {
        api.post(list + "?operationId=a");
        api.post(list + "/a:complete", "{}");
        assertThat(api.post(list + "/a:complete", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void anOperationThatIsCreatedDoneWithoutAResultHasAnEmptyResponse() {
        assertThat(api.post(list, "{\"done\":true}").body()).contains(EMPTY_RESPONSE);
    }

    @Test
    void aResultAndARunningOperationStayAsTheyAre() {
        assertThat(api.post(list + "?operationId=a", "{}").body()).doesNotContain("response");
        assertThat(api.post(list + "/a:complete", "{\"error\":{\"code\":5}}").body())
                .contains("\"error\":{\"code\":5")
                .doesNotContain("response");
    }
}
