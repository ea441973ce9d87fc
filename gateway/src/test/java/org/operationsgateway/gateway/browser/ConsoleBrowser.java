package org.operationsgateway.gateway.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import org.operationsgateway.testkit.browser.Chromium;

/** The installed Chromium, driven by Playwright. Closing ends its process. */
final class ConsoleBrowser implements AutoCloseable {

    /** A machine of two cores stalls at times. */
    private static final double TIMEOUT_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private ConsoleBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser. Without Chromium, the test is skipped, but fails in CI. */
    static ConsoleBrowser open() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(Chromium.program())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        return new ConsoleBrowser(playwright, playwright.chromium().launch(options));
    }

    /** Returns a context with cookies of its own. */
    BrowserContext newContext() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
