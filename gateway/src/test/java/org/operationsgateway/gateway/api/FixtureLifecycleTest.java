package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.core.fixture.Fixture;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of the whole lifecycle of each fixture, from the create request to the stream of the done operation. */
@GatewayTest
class FixtureLifecycleTest {

    private final Api api;

    FixtureLifecycleTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @EnumSource
    void aDoneOperationIsReadByteForByte(Fixture fixture) {
        String path = "/v1/" + fixture.operationName();

        create(fixture);
        fixture.update().ifPresent(body -> bodyOf(api.patch(path, text(body))));
        String outcome = fixture.completion()
                .map(body -> bodyOf(api.post(path + ":complete", text(body))))
                .orElseGet(() -> bodyOf(api.post(path + ":cancel")));

        assertThat(outcome).isEqualTo(fixture.completion().isPresent() ? fixture.operation() : "{}");
        assertThat(bodyOf(api.get(path))).isEqualTo(fixture.operation());
        assertThat(bodyOf(api.get(path + ":wait"))).isEqualTo(fixture.operation());
        assertThat(bodyOf(api.get(path, "Accept", "text/event-stream"))).matches(streamOf(fixture));
        assertThat(bodyOf(api.get(collection(fixture)))).contains(fixture.operation());
    }

    private void create(Fixture fixture) {
        String path = collection(fixture) + "?operationId=" + fixture.operationId();
        String operation = bodyOf(api.post(path, text(fixture.creation())));
        assertThat(operation).startsWith("{\"name\":\"" + fixture.operationName() + "\"");
        assertThat(bodyOf(api.get("/v1/" + fixture.operationName()))).isEqualTo(operation);
    }

    private static String collection(Fixture fixture) {
        return fixture.parent().isEmpty() ? "/v1/operations" : "/v1/" + fixture.parent() + "/operations";
    }

    private static String streamOf(Fixture fixture) {
        return "retry: [0-9]+\n\nid: [0-9a-z]+-[0-9]+-[0-9a-z]{5}\ndata: \\Q" + fixture.operation()
                + "\\E\n\nevent: done\ndata: \\{\"name\":\"\\Q" + fixture.operationName() + "\\E\"\\}\n\n";
    }

    private static String bodyOf(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
