package org.operationsgateway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.http.Api;

/**
 * Pages of other origins in Chromium, which try to read and to change operations of a gateway on this machine, in the
 * mode {@code open}. The same page of a configured host can; {@link AllowedPageTest} has one of a configured origin.
 */
@GatewayTest(properties = "gateway.security.hosts=localhost,known.example")
class ForeignPageTest {

    private final PageServer pages;
    private final ForeignPage page;

    @TempDir
    private Path profile;

    private List<String> before = List.of();

    ForeignPageTest(Api api, Tables tables) throws IOException {
        pages = new PageServer();
        page = ForeignPage.create(api, tables, pages);
    }

    @BeforeEach
    void read() {
        before = page.contents();
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, localhost",
        "evil.example, 127.0.0.1",
        "localhost, localhost",
        "localhost.evil.example, localhost"
    })
    void aPageOfAnotherOriginReadsAndChangesNothing(String pageHost, String gatewayHost)
            throws IOException, InterruptedException {
        double refused = page.answers(403);
        String report = page.open(pageHost, gatewayHost, profile);

        page.assertHasNothing(report, before);
        // The requests were sent, and the gateway has refused them.
        assertThat(page.answers(403)).isGreaterThan(refused + 10);
    }

    @Test
    void aPageWhoseNameIsReboundReadsAndChangesNothing() throws IOException, InterruptedException {
        double refused = page.answers(421);
        String report = page.openRebound("rebound.example", profile);

        page.assertHasNothing(report, before);
        assertThat(report).contains("fetch: {", "UNKNOWN_HOST");
        assertThat(page.answers(421)).isGreaterThan(refused + 20);
    }

    @Test
    void aPageOfAConfiguredHostReadsAndChangesOperations() throws IOException, InterruptedException {
        String report = page.openRebound("known.example", profile);

        page.assertHasRead(
                report, "fetch", "fetch without a preflight and an answer", "XMLHttpRequest", "EventSource", "frame");
        assertThat(page.contents()).isNotEqualTo(before);
    }

    @Test
    void theGatewayHasNoPageForAReboundName() throws IOException, InterruptedException {
        int port = page.api().port();
        String known = Chromium.documentOf(URI.create("http://known.example:" + port + "/"), profile);
        String rebound = Chromium.documentOf(URI.create("http://rebound.example:" + port + "/"), profile);

        assertThat(known).contains("<script");
        assertThat(rebound).contains("UNKNOWN_HOST").doesNotContain("<script");
    }
}
