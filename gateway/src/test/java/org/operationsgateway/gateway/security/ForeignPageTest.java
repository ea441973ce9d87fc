package org.operationsgateway.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.browser.ReboundServer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Pages of other origins in Chromium, which try to read and to change operations of a gateway on this machine, in the
 * mode {@code open}, by all means of a page. The same page of a configured origin or host can read and change them.
 */
@GatewayTest(properties = "gateway.security.hosts=localhost,known.example")
class ForeignPageTest {

    private static final String PAGE = "foreign-page.html";
    /** A text in each operation, which no foreign page may read. */
    private static final String MARKER = "marker-" + UUID.randomUUID();

    private static final PageServer PAGES = pages();

    private final String parent = "pages/" + UUID.randomUUID();
    private final Api api;
    private final Tables tables;

    @TempDir
    private Path profile;

    private List<String> before = List.of();

    ForeignPageTest(Api api, Tables tables) {
        this.api = api;
        this.tables = tables;
    }

    private static PageServer pages() {
        try {
            return new PageServer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void allowedOrigin(DynamicPropertyRegistry properties) {
        properties.add("gateway.security.allowed-origins", () -> origin("friend.example"));
    }

    private static String origin(String host) {
        return PAGES.uri(host).toString().replaceFirst("/$", "");
    }

    @AfterAll
    static void close() {
        PAGES.close();
    }

    @BeforeEach
    void create() {
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"secret\":\"" + MARKER + "\"}}";
        for (String id : List.of("read", "target")) {
            assertThat(api.post("/v1/" + parent + "/operations?operationId=" + id, body)
                            .statusCode())
                    .isEqualTo(200);
        }
        before = contents();
    }

    /** Returns all rows of the parent, and those of operations that a page has created elsewhere. */
    private List<String> contents() {
        return tables.contents("pages/");
    }

    private String page(String gatewayHost) throws IOException {
        return new ClassPathResource(PAGE, ForeignPageTest.class)
                .getContentAsString(UTF_8)
                .replace("GATEWAY", gatewayHost)
                .replace("PARENT", parent)
                .replace("REPORTS", PAGES.uri("127.0.0.1").toString());
    }

    private String open(URI page) throws IOException, InterruptedException {
        try (Chromium chromium = Chromium.open(page, profile)) {
            return chromium.report(PAGES);
        }
    }

    /** Opens a page of another origin, and returns what it could read. */
    private String openForeign(String pageHost, String gatewayHost) throws IOException, InterruptedException {
        PAGES.show(page("http://" + gatewayHost + ":" + api.port()));
        return open(PAGES.uri(pageHost));
    }

    /** Opens a page whose host has the address of the gateway afterwards, and returns what it could read. */
    private String openRebound(String host) throws IOException, InterruptedException {
        PAGES.show("");
        try (ReboundServer server = new ReboundServer(page(""), api.port())) {
            return open(server.uri(host));
        }
    }

    private double answers(int status) {
        return api.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .filter(line -> line.contains("status=\"" + status + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void assertHasRead(String report, String... attempts) {
        for (String attempt : attempts) {
            assertThat(report).containsPattern("(?m)^" + Pattern.quote(attempt) + ": .*" + MARKER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, localhost",
        "evil.example, 127.0.0.1",
        "localhost, localhost",
        "friend.example.evil.example, localhost"
    })
    void aPageOfAnotherOriginReadsAndChangesNothing(String pageHost, String gatewayHost)
            throws IOException, InterruptedException {
        double refused = answers(403);
        String report = openForeign(pageHost, gatewayHost);

        assertThat(report.lines()).hasSizeGreaterThan(40).allMatch(line -> line.contains(": nothing ("));
        assertThat(report).doesNotContain(MARKER);
        assertThat(contents()).isEqualTo(before);
        // The requests were sent, and the gateway has refused them.
        assertThat(answers(403)).isGreaterThan(refused + 10);
    }

    @Test
    void aPageOfAConfiguredOriginReadsAndChangesOperations() throws IOException, InterruptedException {
        String report = openForeign("friend.example", "localhost");

        assertHasRead(
                report,
                "fetch",
                "fetch of a list",
                "fetch of everything",
                "fetch with credentials",
                "fetch with a preflight",
                "fetch of lines",
                "XMLHttpRequest",
                "EventSource",
                "EventSource with credentials",
                "EventSource of a collection");
        assertThat(contents()).isNotEqualTo(before);
    }

    @Test
    void aPageWhoseNameIsReboundReadsAndChangesNothing() throws IOException, InterruptedException {
        double refused = answers(421);
        String report = openRebound("rebound.example");

        assertThat(report.lines())
                .hasSizeGreaterThan(40)
                .allMatch(line -> line.contains(": nothing (") || line.contains("UNKNOWN_HOST"));
        assertThat(report).contains("fetch: {", "UNKNOWN_HOST").doesNotContain(MARKER);
        assertThat(contents()).isEqualTo(before);
        assertThat(answers(421)).isGreaterThan(refused + 20);
    }

    @Test
    void aPageOfAConfiguredHostReadsAndChangesOperations() throws IOException, InterruptedException {
        String report = openRebound("known.example");

        assertHasRead(
                report, "fetch", "fetch without a preflight and an answer", "XMLHttpRequest", "EventSource", "frame");
        assertThat(contents()).isNotEqualTo(before);
    }

    @Test
    void theGatewayHasNoPageForAReboundName() throws IOException, InterruptedException {
        String known = Chromium.documentOf(URI.create("http://known.example:" + api.port() + "/"), profile);
        String rebound = Chromium.documentOf(URI.create("http://rebound.example:" + api.port() + "/"), profile);

        assertThat(known).contains("<script");
        assertThat(rebound).contains("UNKNOWN_HOST").doesNotContain("<script");
    }
}
