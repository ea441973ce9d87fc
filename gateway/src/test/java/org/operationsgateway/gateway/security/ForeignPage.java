package org.operationsgateway.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.browser.ReboundServer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.core.io.ClassPathResource;

/**
 * A page that tries to read and to change two operations by all means of a page, and the operations.
 *
 * @param pages the server of the page, to which it reports what it could read
 * @param parent the parent of the operations
 * @param marker a text in the operations
 */
record ForeignPage(Api api, Tables tables, PageServer pages, String parent, String marker) {

    private static final String FILE = "foreign-page.html";

    /** Creates the operations. */
    static ForeignPage create(Api api, Tables tables, PageServer pages) {
        ForeignPage page =
                new ForeignPage(api, tables, pages, "pages/" + UUID.randomUUID(), "marker-" + UUID.randomUUID());
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"secret\":\"" + page.marker + "\"}}";
        for (String id : List.of("read", "target")) {
            assertThat(api.post("/v1/" + page.parent + "/operations?operationId=" + id, body)
                            .statusCode())
                    .isEqualTo(200);
        }
        return page;
    }

    /** Returns all rows of the operations, and of those that pages have created beside them. */
    List<String> contents() {
        return tables.contents("pages/");
    }

    private String html(String gateway) throws IOException {
        return new ClassPathResource(FILE, ForeignPage.class)
                .getContentAsString(UTF_8)
                .replace("GATEWAY", gateway)
                .replace("PARENT", parent)
                .replace("REPORTS", pages.uri("127.0.0.1").toString());
    }

    private String open(URI page, Path profile) throws IOException, InterruptedException {
        try (Chromium chromium = Chromium.open(page, profile)) {
            return chromium.report(pages);
        }
    }

    /** Opens the page with a host of its own, and returns its report. */
    String open(String pageHost, String gatewayHost, Path profile) throws IOException, InterruptedException {
        pages.show(html("http://" + gatewayHost + ":" + api.port()));
        return open(pages.uri(pageHost), profile);
    }

    /** Opens the page with a host that has the address of the gateway afterwards, and returns its report. */
    String openRebound(String host, Path profile) throws IOException, InterruptedException {
        pages.show("");
        try (ReboundServer server = new ReboundServer(html(""), api.port())) {
            return open(server.uri(host), profile);
        }
    }

    /** Fails unless these attempts have read the marker. */
    void assertHasRead(String report, String... attempts) {
        for (String attempt : attempts) {
            assertThat(report).containsPattern("(?m)^" + Pattern.quote(attempt) + ": .*" + marker);
        }
    }

    /** Fails if any attempt has read something of the gateway, or changed anything. */
    void assertHasNothing(String report, List<String> before) {
        assertThat(report.lines()).hasSizeGreaterThan(40).allMatch(ForeignPage::isNothing);
        assertThat(report).doesNotContain(marker);
        assertThat(contents()).isEqualTo(before);
    }

    private static boolean isNothing(String outcome) {
        return outcome.contains(": nothing (") || outcome.contains("\"reason\":\"UNKNOWN_HOST\"");
    }

    /** Returns the number of requests that the gateway has answered with a status. */
    double answers(int status) {
        return api.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .filter(line -> line.contains("status=\"" + status + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
