package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.api.request.RouteTarget;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
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

    @Test
    void theDocumentContainsExactlyTheRoutes() {
        JsonNode paths =
                new JsonMapper().readTree(api.get("/openapi.json").body()).get("paths");
        Map<String, TreeSet<String>> documented = new TreeMap<>();
        paths.propertyNames()
                .forEach(path ->
                        documented.put(path, new TreeSet<>(paths.get(path).propertyNames())));
        Map<String, TreeSet<String>> implemented = new TreeMap<>();
        for (RouteTarget target : RouteTarget.values()) {
            TreeSet<String> methods = new TreeSet<>();
            routes.methods(target).forEach(method -> methods.add(method.name().toLowerCase(Locale.ROOT)));
            implemented.put(target.pattern(), methods);
        }
        assertThat(documented).isEqualTo(implemented);
    }
}
