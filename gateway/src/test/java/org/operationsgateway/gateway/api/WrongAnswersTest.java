package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of answers that contradicted themselves or the state of the operation. */
@GatewayTest
class WrongAnswersTest {

    private static final int ROUNDS = 200;

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;

    WrongAnswersTest(Api api) {
        this.api = api;
    }

    @Test
    void aDeletionWithoutAnEtagIsNoConflictWhileOthersCreateTheNameAgain() {
        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<HttpResponse<String>>> deletions = new ArrayList<>();
            List<CompletableFuture<HttpResponse<String>>> creations = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                deletions.add(api.start("DELETE", collection + "/x"));
                creations.add(api.start("POST", collection + "?operationId=x"));
            }
            creations.forEach(CompletableFuture::join);
            deletions.forEach(deletion -> statuses.add(deletion.join().statusCode()));
        }
        assertThat(statuses).isSubsetOf(200, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/nosuch", "/actuator/nosuch"})
    void anUnknownPathOfTheActuatorIsNotFound(String path) throws Exception {
        assertError(api.get(path), Reason.ROUTE_NOT_FOUND);
        // The first request of this client upgrades the connection to HTTP/2.
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 2; i++) {
                HttpRequest request = HttpRequest.newBuilder(api.uri(path)).build();
                assertError(client.send(request, BodyHandlers.ofString()), Reason.ROUTE_NOT_FOUND);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"projects/-", "-", "-/a", "projects/-/locations/l"})
    void aParentThatListsTakeForAWildcardIsRefused(String parent) {
        assertError(api.post("/v1/" + parent + "/operations?operationId=" + UUID.randomUUID()), Reason.INVALID_NAME)
                .hasFieldViolation("name");
        assertThat(api.get("/v1/" + parent + "/operations?pageSize=1").statusCode())
                .isEqualTo(200);
    }
}
