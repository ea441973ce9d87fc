package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.ConsolePages.assertLive;
import static org.operationsgateway.gateway.browser.ConsolePages.health;
import static org.operationsgateway.gateway.browser.ConsolePages.row;
import static org.operationsgateway.gateway.browser.RestartableGateway.progress;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console while the gateway is away, or accepts no further stream. */
class ConsoleOutageIT {

    private static final Path IMAGES = Path.of("target", "console");
    private static final double OUTAGE_MILLIS = 10_000;
    private static final String AWAY = "The gateway is away, trying again …";
    private static final int REJECTIONS = 5;

    @RegisterExtension
    private static final BrowserExtension EXTENSION =
            new BrowserExtension("gateway.watch.max-streams=2", "gateway.watch.retry-overloaded=1s");

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final ConsolePages pages = EXTENSION.newPages();

    @Test
    void bothTabsOfTheDemoRecoverAndAgreeAfterTenSecondsWithoutTheGateway() {
        Page page = pages.open("/");
        page.locator("#start-demo").click();
        assertThat(row(page, "import")).containsText("Reading line");
        Page other = pages.open("/" + page.url().substring(page.url().indexOf('?')));
        assertThat(row(other, "import")).containsText("Reading line");
        List<Page> tabs = List.of(page, other);
        tabs.forEach(ConsoleOutageIT::awaitEvent);

        gateway.stop();
        for (Page tab : tabs) {
            assertThat(health(tab)).containsText(AWAY);
            assertThat(tab.locator("#rows")).hasClass("stale");
            tab.evaluate(STATUSES);
        }
        page.waitForTimeout(OUTAGE_MILLIS);
        for (Page tab : tabs) {
            assertThat(health(tab)).containsText(Pattern.compile("^" + AWAY + " · last event \\d\\d s ago$"));
            // No attempt has connected, so none looks like a stream that goes on.
            assertThat((List<?>) tab.evaluate("statuses")).isEqualTo(List.of("offline"));
        }
        gateway.restart();

        for (Page tab : tabs) {
            assertLive(tab);
            assertThat(tab.locator("#rows")).not().hasClass("stale");
            for (String outcome : List.of("INVALID_ARGUMENT", "Cancelled", "ABORTED")) {
                row(tab, outcome).waitFor();
            }
            assertThat(row(tab, "Succeeded")).hasCount(3);
        }
        // Without the ages, which are those of the moment.
        Object seen = page.evaluate(ROWS);
        assertThat(seen).isEqualTo(other.evaluate(ROWS));
        assertThat((List<?>) seen).hasSize(6);
        takePictures(page);
    }

    /** The first rows are those of a request, and a stream is live before its first event. */
    private static void awaitEvent(Page page) {
        assertThat(health(page)).containsText("Live · last event");
    }

    private static final String ROWS = """
            [...document.querySelectorAll('#rows .row:not([hidden])')]
                .map(({cells}) => cells.slice(0, 5).map(cell => cell.textContent).join('|'))
            """;

    /** The pictures of the documentation. */
    private static void takePictures(Page page) {
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve("list.png")));
        row(page, "import").click();
        assertThat(page.locator("#detail .failure")).containsText("email: Not an address");
        assertThat(page.locator("#detail svg")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve("operation.png")));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve("dark.png")));
        page.setViewportSize(400, 800);
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve("narrow.png")));
    }

    @Test
    void anOperationThatIsOpenedWhileTheGatewayIsAwayAppearsLater() {
        gateway.create("away", "first", progress(10, "Working"));
        gateway.create("away", "second", progress(20, "Working"));
        Page page = pages.open("/?parent=away&name=away/operations/first");
        assertThat(page.locator("#detail li").first()).isVisible();
        assertThat(row(page, "second")).isVisible();
        // Both streams are open.
        await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.streams() == 2);

        gateway.stop();
        assertThat(page.locator("#detail .notice")).containsText("This may be out of date.");
        row(page, "second").click();
        Locator notice = page.locator("#detail .notice");
        assertThat(notice).hasText(AWAY);
        assertThat(page.locator("#detail .failure")).hasCount(0);
        gateway.restart();

        assertThat(page.locator("#detail li").first()).containsText("1 Created");
        assertThat(notice).hasCount(0);
        gateway.update("away/operations/second", progress(30, "Further"));
        assertThat(page.locator("#detail")).containsText("Further");
    }

    @Test
    void aGatewayThatAcceptsConnectionsAndDoesNotAnswerIsAway() {
        gateway.create("silent", "waits", progress(10, "Working"));
        Page page = pages.open("/?parent=silent");
        assertThat(row(page, "waits")).isVisible();
        awaitEvent(page);

        gateway.freeze();
        page.locator("[data-filter='done=false']").click();
        assertThat(health(page)).containsText(AWAY + " · last event");
        assertThat(page.locator("#rows")).hasClass("stale");
        gateway.thaw();

        assertLive(page);
        assertThat(row(page, "waits")).isVisible();
    }

    @Test
    void aPageWaitsWhileTheGatewayAcceptsNoFurtherStream() {
        gateway.create("full", "waits", progress(10, "Working"));
        gateway.create("full/other", "waits", progress(10, "Working"));
        try (ConsolePages others = EXTENSION.newPages()) {
            Page first = others.open("/?parent=full");
            assertLive(first);
            Page second = others.open("/?parent=full/other");
            assertLive(second);

            Page page = pages.open("/?parent=full");
            assertThat(health(page)).containsText("The gateway is full, waiting …");
            assertThat(page.locator("#rows")).hasClass("stale");
            page.evaluate(STATUSES);
            // Each attempt connects, and is rejected.
            await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.rejectedStreams() >= REJECTIONS);
            assertThat((List<?>) page.evaluate("statuses")).isEqualTo(List.of("full"));
            // An operation is there without a stream.
            page.navigate("http://localhost:" + gateway.port() + "/?parent=full&name=full/operations/waits");
            assertThat(page.locator("#detail .notice")).containsText("The gateway is full");
            assertThat(page.locator("#detail")).containsText("10 %");
            second.close();
            first.close();
            assertLive(page);
            assertThat(row(page, "waits")).isVisible();
            assertThat(page.locator("#detail .notice")).hasCount(0);
        }
    }

    /** Collects the states of the connection that the page shows. */
    private static final String STATUSES = """
            () => {
              const {dataset} = document.getElementById('health');
              window.statuses = [dataset.status];
              new MutationObserver(() => dataset.status !== statuses.at(-1) && statuses.push(dataset.status))
                  .observe(document.getElementById('health'), {attributes: true});
            }
            """;
}
