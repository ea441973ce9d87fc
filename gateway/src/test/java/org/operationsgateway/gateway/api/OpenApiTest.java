package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.gateway.api.request.RouteTarget;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the OpenAPI document. */
@GatewayTest
class OpenApiTest {

    private final Api api;
    private final RouteTable routes;

    OpenApiTest(Api api, RouteTable routes) {
        this.api = api;
        this.routes = routes;
    }

    @Test
    void theDocumentIsValid() {
        HttpResponse<String> document = api.get("/openapi.json");
        assertThat(document.headers().firstValue("Content-Type")).hasValue("application/json");
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        var result = new OpenAPIV3Parser().readContents(document.body(), null, options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    /** With several, generated methods return a union, or accept all of them and cannot read the answer. */
    @Test
    void everyOperationOfTheDocumentHasOneMediaType() {
        List<String> several = new ArrayList<>();
        for (JsonNode path : paths()) {
            for (JsonNode operation : path) {
                boolean isOperation = operation.has("operationId");
                if (isOperation && operation.at("/responses/200/content").size() != 1) {
                    several.add(operation.get("operationId").asString());
                }
            }
        }
        assertThat(several).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1stream/{name}, text/event-stream",
        "/v1lines/{name}, application/x-ndjson",
        "/v1stream/{parent}/operations, text/event-stream",
        "/v1lines/{parent}/operations, application/x-ndjson",
    })
    void aStreamIsAnOperationOfItsOwn(String path, String mediaType) throws IOException {
        JsonNode responses = paths().get(path).at("/get/responses");
        String parent = "tests/" + UUID.randomUUID();
        api.post("/v1/" + parent + "/operations?operationId=x");

        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.get(
                    path.replace("{name}", parent + "/operations/x").replace("{parent}", parent),
                    "Accept: " + mediaType);
            assertThat(connection.head().headers()).anyMatch(header -> header.startsWith("Content-Type: " + mediaType));
        }
        assertThat(responses.get("200").get("content").propertyNames()).containsExactly(mediaType);
        assertThat(responses.has("204")).isEqualTo(path.endsWith("{name}"));
    }

    private JsonNode paths() {
        return new JsonMapper().readTree(api.get("/openapi.json").body()).get("paths");
    }

    @Test
    void theDocumentContainsExactlyTheRoutes() {
        JsonNode paths = paths();
        Map<String, TreeSet<String>> documented = new TreeMap<>();
        paths.propertyNames().stream()
                .filter(path -> path.startsWith("/operations"))
                .forEach(path ->
                        documented.put(path, new TreeSet<>(paths.get(path).propertyNames())));
        Map<String, TreeSet<String>> implemented = new TreeMap<>();
        for (RouteTarget target : RouteTarget.values()) {
            TreeSet<String> methods = new TreeSet<>();
            routes.methods(target).forEach(method -> methods.add(method.name().toLowerCase(Locale.ROOT)));
            String path = target.pattern()
                    .replace("/{version}/{name}", "/operations/{operation}")
                    .replace("/{version}/{parent}", "");
            implemented.put(path, methods);
        }
        assertThat(documented).isEqualTo(implemented);
    }
}
