package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The tabs of one test, all with the same cookies. Closing fails if one of them has reported an exception, a dialog or
 * a violation of its policy.
 */
final class ConsolePages implements AutoCloseable {

    private final String origin;
    private final BrowserContext context;
    private final List<String> failures = new ArrayList<>();

    ConsolePages(BrowserContext context, int port) {
        this.origin = "http://localhost:" + port;
        this.context = context;
    }

    /** Opens a tab with a path and a query. */
    Page open(String target) {
        Page page = context.newPage();
        page.onPageError(failures::add);
        page.onDialog(dialog -> {
            failures.add("A dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                failures.add(message.text());
            }
        });
        page.navigate(origin + target);
        return page;
    }

    BrowserContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        assertThat(failures).isEmpty();
    }

    /** Returns the rows of the list that contain a text. */
    static Locator row(Page page, String text) {
        return page.locator("#rows .row:visible").filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator health(Page page) {
        return page.locator("#health");
    }

    static void assertLive(Page page) {
        assertThat(health(page)).containsText("Live");
    }
}
