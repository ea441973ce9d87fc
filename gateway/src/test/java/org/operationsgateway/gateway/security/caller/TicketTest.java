package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;

/** Tickets, with which a page on another origin opens a stream with an unmodified EventSource. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.api-keys[1].name=viewer",
            "gateway.security.api-keys[1].sha256=" + ApiKeyTest.VIEWER,
            "gateway.security.api-keys[1].grants[0]=viewer:tenants",
            "gateway.security.allowed-origins=https://app.example.com",
            "gateway.security.ticket.max-age=3s",
        })
class TicketTest {

    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");

    private final Api api;
    private final String parent = "tenants/" + UUID.randomUUID();

    TicketTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        admin("POST", "/v1/" + parent + "/operations?operationId=done", "{\"done\":true}");
        admin("POST", "/v1/" + parent + "/operations?operationId=other", "{\"done\":true}");
    }

    private HttpResponse<String> admin(String method, String path, String body) {
        return api.send(method, path, body, "Authorization", "Bearer ogk_admin", "Content-Type", "application/json");
    }

    private HttpResponse<String> request(String body) {
        return api.send(
                "POST", "/v1/tickets", body, "Authorization", "Bearer ogk_viewer", "Content-Type", "application/json");
    }

    private String ticket(String body) {
        HttpResponse<String> response = request(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Matcher matcher = TICKET.matcher(response.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> stream(String target) {
        return api.get("/v1/" + target, "Accept", "text/event-stream");
    }

    @Test
    void aTicketOpensItsStreamAsOftenAsNeeded() {
        String name = parent + "/operations/done";
        String ticket = ticket("{\"name\":\"" + name + "\"}");

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = stream(name + "?ticket=" + ticket);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"done\":true", "event: done");
        }
    }

    @Test
    void aTicketOpensNothingElse() {
        String name = parent + "/operations/done";
        String ticket = ticket("{\"name\":\"" + name + "\"}");

        assertThat(stream(parent + "/operations/other?ticket=" + ticket).statusCode())
                .isEqualTo(403);
        assertThat(stream(parent + "/operations?ticket=" + ticket).statusCode()).isEqualTo(403);
        assertThat(stream("operations?ticket=" + ticket).statusCode()).isEqualTo(403);
        assertThat(stream("operations?name=" + name + "&ticket=" + ticket).statusCode())
                .isEqualTo(403);
        assertThat(api.get("/v1/" + name + "?ticket=" + ticket).statusCode()).isEqualTo(403);
        assertThat(api.get("/v1/" + name + ":history?ticket=" + ticket).statusCode())
                .isEqualTo(403);
        assertThat(api.delete("/v1/" + name + "?ticket=" + ticket).statusCode()).isEqualTo(403);
        assertThat(api.post("/v1/tickets?ticket=" + ticket, "{\"name\":\"" + name + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.get("/actuator/prometheus?ticket=" + ticket).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTicketOfACollectionIsForItsFilterOnly() throws IOException {
        String filter = "done=true";
        String ticket = ticket("{\"name\":\"" + parent + "/operations\",\"filter\":\"" + filter + "\"}");
        String path = "/v1/" + parent + "/operations?ticket=" + ticket;

        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.get(
                    path + "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8),
                    "Accept: text/event-stream",
                    "Origin: https://app.example.com");
            RawConnection.Head head = connection.head();
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers()).contains("Access-Control-Allow-Origin: https://app.example.com");
            StringBuilder events = new StringBuilder();
            while (events.indexOf("event: synced") < 0) {
                events.append(connection.chunkText());
            }
            assertThat(events).contains(parent + "/operations/done");
        }
        assertThat(stream(path.substring("/v1/".length())).statusCode()).isEqualTo(403);
        assertThat(stream(path.substring("/v1/".length()) + "&filter=done%3Dfalse")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stream("operations?name=tenants/x&filter=done%3Dtrue&ticket=" + ticket)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTicketOfAnAdministratorOpensNoEndpointOfTheManagement() {
        String response = admin("POST", "/v1/tickets", "{\"name\":\"" + parent + "/operations/done\"}")
                .body();
        Matcher matcher = TICKET.matcher(response);
        assertThat(matcher.find()).as(response).isTrue();

        assertThat(api.get("/actuator/prometheus?ticket=" + matcher.group(1)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTicketExpires() {
        String name = parent + "/operations/done";
        Instant start = Instant.now();
        String ticket = ticket("{\"name\":\"" + name + "\"}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> stream(name + "?ticket=" + ticket).statusCode() == 401);
        assertThat(Instant.now()).isAfter(start.plusSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", ".", "e30.e30", "%2e", "a.b.c"})
    void aForgedTicketIsRefused(String forged) {
        String name = parent + "/operations/done";
        String valid = ticket("{\"name\":\"" + name + "\"}");

        assertThat(stream(name + "?ticket=" + forged).statusCode()).isEqualTo(401);
        assertThat(stream(name + "?ticket=" + valid.substring(1)).statusCode()).isEqualTo(401);
        assertThat(stream(name + "?ticket=" + valid.substring(0, valid.length() - 4))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"name\":\"x\"}", "{\"name\":\"a/operations/b\",\"more\":1}", "[]"})
    void anInvalidRequestForATicketIsRefused(String body) {
        assertThat(request(body).statusCode()).isEqualTo(400);
    }

    @Test
    void aTicketForSomebodyElsesOperationIsRefused() {
        assertThat(request("{\"name\":\"projects/p/operations/x\"}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void pagesOfOtherOriginsThanTheConfiguredOneReadNothing() {
        HttpResponse<String> allowed = preflight("https://app.example.com");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");

        HttpResponse<String> refused = preflight("https://evil.example.com");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpResponse<String> preflight(String origin) {
        return api.send(
                "OPTIONS",
                "/v1/" + parent + "/operations/done",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "authorization, content-type");
    }
}
