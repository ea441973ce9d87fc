package org.operationsgateway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Pages of a configured origin in Chromium, which read and change operations, and of others, which do not. */
@GatewayTest
@DirtiesContext
class AllowedPageTest {

    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final PageServer PAGES = pages();

    private final ForeignPage page;

    @TempDir
    private Path profile;

    AllowedPageTest(Api api, Tables tables) {
        page = ForeignPage.create(api, tables, PAGES);
    }

    private static PageServer pages() {
        try {
            return new PageServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void allowedOrigin(DynamicPropertyRegistry properties) {
        properties.add(
                "gateway.security.allowed-origins[0]",
                () -> PAGES.uri("friend.example").toString().replaceFirst("/$", ""));
    }

    @Test
    void aPageOfAConfiguredOriginReadsAndChangesOperations() throws IOException, InterruptedException {
        List<String> before = page.contents();
        String report = page.open("friend.example", "localhost", profile);

        page.assertHasRead(
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
        assertThat(page.contents()).isNotEqualTo(before);
    }

    @Test
    void aPageOfAnotherOriginReadsAndChangesNothing() throws IOException, InterruptedException {
        List<String> before = page.contents();

        page.assertHasNothing(page.open("friend.example.evil.example", "localhost", profile), before);
    }
}
