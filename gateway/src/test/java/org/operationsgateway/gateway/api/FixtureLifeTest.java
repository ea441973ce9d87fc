package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.core.fixture.Fixture;
import org.operationsgateway.gateway.running.Api;
import org.operationsgateway.gateway.running.GatewayTest;

@GatewayTest
class FixtureLifeTest {

    private final Api api;

    FixtureLifeTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @EnumSource
    void anOperationLivesFromItsCreationToItsEndAndIsReadByteForByte(Fixture fixture) {
        String path = "/v1/" + fixture.operationName();

        created(fixture);
        fixture.update().ifPresent(body -> answered(api.patch(path, text(body))));
        String end = fixture.completion()
                .map(body -> answered(api.post(path + ":complete", text(body))))
                .orElseGet(() -> answered(api.post(path + ":cancel")));

        assertThat(end).isEqualTo(fixture.completion().isPresent() ? fixture.operation() : "{}");
        assertThat(answered(api.get(path))).isEqualTo(fixture.operation());
        assertThat(answered(api.get(path + ":wait"))).isEqualTo(fixture.operation());
        assertThat(answered(api.get(path, "Accept", "text/event-stream"))).matches(streamOf(fixture));
        assertThat(answered(api.get(collection(fixture)))).contains(fixture.operation());
    }

    private void created(Fixture fixture) {
        String path = collection(fixture) + "?operationId=" + fixture.operationId();
        String operation = answered(api.post(path, text(fixture.creation())));
        assertThat(operation).startsWith("{\"name\":\"" + fixture.operationName() + "\"");
        assertThat(answered(api.get("/v1/" + fixture.operationName()))).isEqualTo(operation);
    }

    private static String collection(Fixture fixture) {
        return fixture.parent().isEmpty() ? "/v1/operations" : "/v1/" + fixture.parent() + "/operations";
    }

    private static String streamOf(Fixture fixture) {
        return "retry: [0-9]+\n\nid: [0-9a-z]+-[0-9]+\ndata: \\Q" + fixture.operation()
                + "\\E\n\nevent: done\ndata: \\{\"name\":\"\\Q" + fixture.operationName() + "\\E\"\\}\n\n";
    }

    private static String answered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
