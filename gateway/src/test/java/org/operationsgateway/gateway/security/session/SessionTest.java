package org.operationsgateway.gateway.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.http.Api;

/** Sessions, with which the pages of the gateway itself send requests. */
@GatewayTest(
        properties = {
            "gateway.security.limits.refusals-per-second=0",
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.api-keys[1].name=viewer",
            "gateway.security.api-keys[1].sha256=" + ApiKeyTest.VIEWER,
            "gateway.security.api-keys[1].grants[0]=viewer:tenants",
            "gateway.security.api-keys[1].grants[1]=operator:tenants/own",
            "gateway.security.session.max-age=1h",
        })
class SessionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String PAGE = "same-origin";

    private final Api api;
    private final String parent = "tenants/" + UUID.randomUUID();

    SessionTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void create() {
        admin("POST", "/v1/" + parent + "/operations?operationId=x", "{}");
    }

    private HttpResponse<String> admin(String method, String path, String body) {
        return api.send(method, path, body, "Authorization", "Bearer ogk_admin", "Content-Type", "application/json");
    }

    private HttpResponse<String> begin() {
        return api.send("POST", "/v1/session", "", "Authorization", "Bearer ogk_viewer");
    }

    /** Returns the cookie of a new session, as a request repeats it. */
    private String session() {
        HttpResponse<String> response = begin();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return setCookie(response).split(";", 2)[0];
    }

    private static String setCookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElse("");
    }

    private HttpResponse<String> send(String method, String path, String cookie, String... headers) {
        String[] all =
                Stream.concat(Stream.of("Cookie", cookie), Stream.of(headers)).toArray(String[]::new);
        return api.send(method, path, "", all);
    }

    @Test
    void theCookieCannotBeReadByScriptsNorSentByOtherSites() {
        HttpResponse<String> response = begin();

        assertThat(setCookie(response).toLowerCase(Locale.ROOT))
                .startsWith("operations=")
                .contains("; path=/", "; httponly", "; samesite=strict", "; max-age=3600")
                .doesNotContain("secure");
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(response.body())
                .contains("\"principal\":\"viewer\"", "\"scheme\":\"SESSION\"", "\"viewer:tenants\"", "\"expireTime\"");
    }

    @Test
    void aSessionReadsWhatItsCredentialReads() {
        String cookie = session();

        assertThat(send("GET", "/v1/" + parent + "/operations/x", cookie).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/v1/projects/p/operations/x", cookie).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/v1/session", cookie).body()).contains("\"principal\":\"viewer\"");
        assertThat(send("DELETE", "/v1/session?principal=admin", cookie, "Sec-Fetch-Site", PAGE)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Sec-Fetch-Site, same-origin, 200
                    Sec-Fetch-Site, same-site, 403
                    Sec-Fetch-Site, none, 403
                    Sec-Fetch-Site, cross-site, 403
                    Origin, http://localhost:PORT, 200
                    Origin, http://127.0.0.1:PORT, 403
                    Origin, http://localhost:1, 403
                    Origin, null, 403
                    X-Nothing, x, 403
                    """)
    void aChangeWithACookieIsByAPageOfTheGateway(String header, String value, int status) {
        admin("POST", "/v1/tenants/own/operations?operationId=" + parent.substring("tenants/".length()), "{}");
        HttpResponse<String> response = send(
                "POST",
                "/v1/tenants/own/operations/" + parent.substring("tenants/".length()) + ":cancel",
                session(),
                header,
                value.replace("PORT", "" + api.port()));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void anotherCredentialDecidesBeforeTheCookie() {
        String cookie = session();
        String path = "/v1/" + parent + "/operations/x";

        assertThat(send("GET", path, cookie, "Authorization", "Bearer ogk_wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("POST", path + ":cancel", cookie, "Authorization", "Bearer ogk_admin")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionBeginsNoSession() {
        assertThat(send("POST", "/v1/session", session(), "Sec-Fetch-Site", PAGE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.send("POST", "/v1/session", "").statusCode()).isEqualTo(401);
        assertThat(admin("DELETE", "/v1/session", "").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", ".", "", "e30.e30", "\"\""})
    void aForgedSessionIsRefused(String forged) {
        String cookie = session();
        String path = "/v1/" + parent + "/operations/x";

        assertThat(send("GET", path, "operations=" + forged).statusCode()).isEqualTo(401);
        assertThat(send("GET", path, cookie + forged + "A").statusCode()).isEqualTo(401);
        assertThat(send("GET", path, cookie + "; operations=" + forged).statusCode())
                .isEqualTo(401);
        // Another page on a host of this machine can set such a cookie, which is not taken with another name.
        assertThat(send("GET", path, "__Host-" + cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionThatIsEndedIsRefusedAndItsStreamsAndTicketsEnd() {
        String cookie = session();
        String other = session();
        String path = "/v1/" + parent + "/operations/x";
        String ticket = ticket(cookie);
        CompletableFuture<HttpResponse<String>> stream = stream(path, "Cookie", cookie);
        CompletableFuture<HttpResponse<String>> ticketStream = stream(path + "?ticket=" + ticket);
        CompletableFuture<HttpResponse<String>> otherStream = stream(path, "Cookie", other);
        open(3);

        HttpResponse<String> end = send("DELETE", "/v1/session", cookie, "Sec-Fetch-Site", PAGE);
        assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
        assertThat(setCookie(end)).startsWith("operations=;").contains("Max-Age=0");

        assertThat(stream).succeedsWithin(TIMEOUT);
        assertThat(ticketStream).succeedsWithin(TIMEOUT);
        assertThat(stream.join().body()).contains("\"done\":false").contains("retry:");
        assertThat(send("GET", path, cookie).statusCode()).isEqualTo(401);
        assertThat(stream(path + "?ticket=" + ticket))
                .succeedsWithin(TIMEOUT)
                .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(401));
        assertThat(send("GET", path, other).statusCode()).isEqualTo(200);
        assertThat(otherStream).isNotDone();

        assertThat(admin("DELETE", "/v1/session?principal=viewer", "").statusCode())
                .isEqualTo(200);
        assertThat(otherStream).succeedsWithin(TIMEOUT);
        assertThat(send("GET", path, other).statusCode()).isEqualTo(401);
    }

    private String ticket(String cookie) {
        HttpResponse<String> response = api.send(
                "POST",
                "/v1/tickets",
                "{\"name\":\"" + parent + "/operations/x\"}",
                "Cookie",
                cookie,
                "Sec-Fetch-Site",
                PAGE,
                "Content-Type",
                "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().replaceAll(".*\"ticket\":\"([^\"]+)\".*", "$1");
    }

    private CompletableFuture<HttpResponse<String>> stream(String path, String... headers) {
        String[] all = Stream.concat(Stream.of("Accept", "text/event-stream"), Stream.of(headers))
                .toArray(String[]::new);
        return api.start("GET", path, "", all);
    }

    /** Waits until so many streams are open. */
    private void open(int streams) {
        await().atMost(TIMEOUT)
                .until(() ->
                        admin("GET", "/actuator/prometheus", "").body().contains("gateway_streams_open " + streams));
    }
}
