package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.ConsolePages.assertLive;
import static org.operationsgateway.gateway.browser.ConsolePages.row;
import static org.operationsgateway.gateway.browser.RestartableGateway.progress;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The list, the filter and one operation, in the console of a gateway in the mode {@code open}. */
class ConsoleIT {

    private static final long NEWS_MILLIS = 5000;

    /** Collects what the live region says. */
    private static final String ANNOUNCEMENTS = """
            () => {
              const news = document.getElementById('news');
              window.announcements = [];
              window.begin = Date.now();
              // A text that has been replaced before the observer runs counts, too.
              new MutationObserver(records => announcements.push(...records
                      .flatMap(({addedNodes}) => [...addedNodes])
                      .map(node => node.textContent)
                      .filter(text => text)))
                  .observe(news, {childList: true});
            }
            """;

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final ConsolePages pages = EXTENSION.newPages();

    @Test
    void theListFillsAndChangesWithoutAReload() {
        gateway.create("live", "first", progress(10, "Starting"));
        Page page = pages.open("/?parent=live");
        assertThat(row(page, "first")).containsText("10 %");

        gateway.create("live", "second", progress(0, "Waiting"));
        gateway.update("live/operations/first", progress(55, "Copying"));
        assertThat(row(page, "second")).containsText("Running");
        assertThat(row(page, "first")).containsText(Pattern.compile("55 %.*Copying"));

        gateway.complete("live/operations/first", "{\"error\":{\"code\":14,\"message\":\"No disk.\"}}");
        assertThat(row(page, "first")).containsText(Pattern.compile("UNAVAILABLE.*No disk\\."));
        gateway.complete("live/operations/second", "{}");
        assertThat(row(page, "second")).containsText("Succeeded");
        gateway.delete("live/operations/second");
        assertThat(row(page, "second")).hasCount(0);
    }

    @Test
    void eachColumnSortsAndAChangedRowFindsItsPlace() {
        for (int i = 1; i <= 5; i++) {
            gateway.create("sorted", "s" + i, progress(10 * i, "Working"));
        }
        Page page = pages.open("/?parent=sorted");
        assertThat(names(page)).hasText("s5 s4 s3 s2 s1".split(" "));
        page.locator("[data-sort=percent]").click();
        assertThat(names(page)).hasText("s1 s2 s3 s4 s5".split(" "));

        gateway.update("sorted/operations/s2", progress(99, "Nearly done"));
        gateway.delete("sorted/operations/s4");
        gateway.create("sorted", "s6", progress(35, "Working"));

        assertThat(names(page)).hasText("s1 s3 s6 s5 s2".split(" "));
        page.locator("[data-sort=name]").click();
        assertThat(names(page)).hasText("s1 s2 s3 s5 s6".split(" "));
        page.locator("[data-sort=name]").click();
        assertThat(names(page)).hasText("s6 s5 s3 s2 s1".split(" "));
    }

    /** Returns the cells with the names, from the top. The elements of rows are reused, each with a place. */
    private static Locator names(Page page) {
        return page.locator("#rows .row:visible > :nth-child(2)");
    }

    /** Without a function that the page would have to compile, which its policy forbids. */
    private static void awaitTrue(Page page, String expression) {
        await().pollInSameThread()
                .atMost(RestartableGateway.TIMEOUT)
                .until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    @Test
    void announcementsAreOneForSomeSecondsAndEachIsMade() {
        for (int i = 0; i < 20; i++) {
            gateway.create("news", "n" + i, progress(10, "Working"));
        }
        pages.context().clock().install();
        Page page = pages.open("/?parent=news");
        assertThat(row(page, "n19")).isVisible();
        assertLive(page);
        page.evaluate(ANNOUNCEMENTS);

        for (int i = 0; i < 18; i++) {
            gateway.complete("news/operations/n" + i, "{}");
        }
        assertThat(row(page, "Succeeded")).hasCount(18);
        page.clock().fastForward(NEWS_MILLIS);
        awaitTrue(page, "announcements.join().match(/\\d+/g)?.map(Number).reduce((a, b) => a + b) === 18");
        // At most one in each interval, of which a slow machine has several.
        assertThat(page.evaluate("announcements.length <= 1 + (Date.now() - begin) / " + NEWS_MILLIS))
                .isEqualTo(true);
        // The same words again.
        for (int i = 18; i < 20; i++) {
            page.clock().fastForward(NEWS_MILLIS);
            awaitTrue(page, "!document.getElementById('news').textContent");
            page.evaluate("announcements.length = 0");
            gateway.complete("news/operations/n" + i, "{}");
            assertThat(row(page, "Succeeded")).hasCount(i + 1);
            page.clock().fastForward(NEWS_MILLIS);
            awaitTrue(page, "announcements.join() === '1 succeeded'");
        }
    }

    @Test
    void anErrorIsShownBelowItsPlaceInTheFilter() {
        gateway.create("filtered", "small", "{\"@type\":\"t/T\",\"size\":1}");
        gateway.create("filtered", "large", "{\"@type\":\"t/T\",\"size\":9}");
        Page page = pages.open("/?parent=filtered");
        assertThat(row(page, "small")).isVisible();
        Locator input = page.locator("#filter-text");
        input.fill("metadata.size>5 AND = 3");
        input.press("Enter");
        assertThat(page.locator("#filter-error"))
                .containsText(Pattern.compile("^metadata\\.size>5 AND = 3\n {20}▲\n.*at character 21"));
        assertThat(row(page, "small")).hasCount(1);

        input.fill("meta");
        input.pressSequentially("data.s");
        page.locator("#completions li")
                .filter(new Locator.FilterOptions().setHasText("metadata.size"))
                .click();
        assertThat(input).hasValue("metadata.size");
        input.fill("metadata.size>5");
        input.press("Enter");
        assertThat(row(page, "large")).hasCount(1);
        assertThat(row(page, "small")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("filter=metadata\\.size%3E5"));
        // The invalid filter, and none.
        page.goBack();
        assertThat(page.locator("#filter-error")).isVisible();
        page.goBack();
        assertThat(row(page, "small")).isVisible();
    }

    @Test
    void anOperationIsCancelledAfterAQuestionByTheKeyboard() {
        gateway.create("keys", "slow", progress(30, "Working"));
        Page page = pages.open("/?parent=keys");
        assertThat(row(page, "slow")).isVisible();
        page.locator("#viewport").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        Locator cancel = page.locator("#detail button").filter(new Locator.FilterOptions().setHasText("Cancel"));
        cancel.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirm")).containsText("Cancel this operation?");
        page.keyboard().press("Enter");
        assertThat(row(page, "slow")).containsText("Running");
        cancel.focus();
        page.keyboard().press("Enter");
        page.locator("#confirm [value=yes]").click();
        assertThat(row(page, "slow")).containsText("Cancelled");
        assertThat(page.locator("#detail .failure")).containsText("CANCELLED");
        assertThat(page.locator("#detail li").first()).containsText("2 Cancelled");

        page.getByText("Close").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#detail")).isHidden();
        assertThat(page.locator("#viewport")).isFocused();
    }

    @Test
    void anAnswerThatComesLateIsNotShownAsThatOfTheNextOperation() {
        gateway.create("late", "first", progress(10, "Of the first"));
        gateway.update("late/operations/first", progress(20, "Of the first"));
        gateway.update("late/operations/first", progress(30, "Of the first"));
        gateway.create("late", "second", progress(40, "Of the second"));
        Page page = pages.open("/?parent=late");
        List<Route> held = new ArrayList<>();
        String request = "**/v1/late/operations/first?view=FULL";
        page.route(request, held::add);
        row(page, "first").click();
        page.waitForCondition(() -> !held.isEmpty());
        row(page, "second").click();
        assertThat(page.locator("#detail")).containsText("Of the second");
        page.waitForResponse(request, held.getFirst()::resume).finished();

        gateway.update("late/operations/second", progress(50, "Of the second"));
        assertThat(page.locator("#detail dl")).containsText("50 %");
        assertThat(page.locator("#detail li").first()).containsText("2 Changed");
        assertThat(page.locator("#detail")).not().containsText("Of the first");
    }

    @ParameterizedTest
    @CsvSource({"404, This operation was deleted.", "403, You have no grant to see this operation. Withdrawn."})
    void anOperationThatCanNoLongerBeReadSaysSoAfterItsStatesWereShown(int status, String text) {
        String parent = "lost-" + status;
        gateway.create(parent, "shown", progress(10, "Working"));
        gateway.create(parent, "other", progress(20, "Working"));
        Page page = pages.open("/?parent=" + parent + "&name=" + parent + "/operations/shown");
        assertThat(page.locator("#detail li").first()).isVisible();
        await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.streams() == 2);
        String error = "{\"error\":{\"code\":" + status + ",\"message\":\"Withdrawn.\"}}";
        page.route(
                "**/v1/" + parent + "/operations/shown?view=FULL",
                route -> route.fulfill(
                        new Route.FulfillOptions().setStatus(status).setBody(error)));

        // Without a trace in the log, so the page learns it from the snapshot of the next stream, which both tabs
        // share.
        gateway.database().run("delete from operation where name = '" + parent + "/operations/shown'");
        pages.open("/?parent=" + parent + "&name=" + parent + "/operations/other");

        assertThat(page.locator("#detail .failure")).hasText(text);
        assertThat(page.locator("#detail .notice")).hasCount(0);
    }

    @Test
    void aDoneOperationCausesNoFurtherRequest() {
        gateway.create("ends", "soon", progress(10, "Working"));
        Page page = pages.open("/?parent=ends&name=ends/operations/soon");
        assertThat(page.locator("#detail li").first()).isVisible();
        await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.streams() == 2);
        gateway.complete("ends/operations/soon", "{}");

        assertThat(page.locator("#detail .outcome")).hasText("Succeeded");
        // Until now, the time of the lease may have been read.
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.streams() == 1);
        // Longer than the delay of a reconnection.
        page.waitForTimeout(3000);
        assertThat(requests).isEmpty();
    }

    @Test
    void thePageIsSmall() {
        List<Response> responses = new ArrayList<>();
        pages.context().onResponse(responses::add);
        Page page = pages.open("/");
        assertLive(page);
        // A body that is read can report further responses.
        int bytes = List.copyOf(responses).stream()
                .filter(response -> !response.url().contains("/v1/"))
                .mapToInt(response -> response.body().length)
                .sum();
        assertThat(responses).hasSizeGreaterThan(10);
        assertThat(bytes).isLessThanOrEqualTo(150 * 1024);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void thePageHasNoSeriousFaultOfAccessibility(ColorScheme scheme) {
        String parent = "accessible-" + scheme.name().toLowerCase(Locale.ROOT);
        gateway.create(parent, "running", progress(30, "Working"));
        gateway.create(parent, "failed", progress(30, "Working"));
        gateway.complete(parent + "/operations/failed", "{\"error\":{\"code\":5,\"message\":\"Gone.\"}}");
        Page page = pages.open("/?parent=" + parent + "&name=" + parent + "/operations/failed");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(page.locator("#detail li").first()).isVisible();
        assertLive(page);

        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();

        assertThat(violations)
                .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }
}
