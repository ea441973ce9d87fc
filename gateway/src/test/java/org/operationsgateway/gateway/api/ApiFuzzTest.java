package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fuzz tests of the API: every random request gets a valid response, and none reaches another parent. */
@GatewayTest
class ApiFuzzTest {

    private static final int REQUESTS = 1500;
    private static final JsonMapper JSON = new JsonMapper();

    private final String secret = "secret-" + UUID.randomUUID();
    private final String parent = "fuzz-" + UUID.randomUUID();
    private final Api api;

    ApiFuzzTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void noRequestCausesAnInternalErrorOrALeak(long seed) throws IOException {
        String canary = "/v1/" + secret + "/operations/canary";
        api.post("/v1/" + secret + "/operations?operationId=canary", "{\"metadata\":{\"@type\":\"t/T\",\"n\":1}}");
        String canaryBefore = api.get(canary).body();
        RandomRequests requests = new RandomRequests(new Random(seed), parent);
        for (int i = 0; i < REQUESTS; i++) {
            String request = requests.next();
            assertHarmless(request, send(request));
        }
        assertThat(api.get(canary).body()).isEqualTo(canaryBefore);
        assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
    }

    private void assertHarmless(String request, String response) {
        assertThat(response).as(request).matches("(?s)HTTP/1\\.1 (2..|400|404|405|406|409|413|414|415|429|431|501) .*");
        assertThat(response)
                .as(request)
                .doesNotContain(secret)
                .doesNotContainPattern("Exception|\\tat |SQLSTATE|syntax error at");
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        boolean failed = !response.startsWith("HTTP/1.1 2");
        if (failed && !request.startsWith("HEAD ")) {
            JsonNode error = JSON.readTree(body.getBytes(ISO_8859_1)).get("error");
            assertThat(error.at("/details/0/reason").asString()).as(request).isNotEmpty();
        }
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.setSoTimeout((int) Api.TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new IOException(request, e);
        }
    }

    @Test
    void aListOfAParentContainsNoOperationOfAnotherParent() throws IOException {
        api.post("/v1/" + secret + "/operations?operationId=canary");
        RandomRequests requests = new RandomRequests(new Random(4), parent);
        for (int i = 0; i < REQUESTS / 3; i++) {
            String request = requests.list();
            assertThat(send(request)).as(request).doesNotContain(secret);
        }
    }
}
