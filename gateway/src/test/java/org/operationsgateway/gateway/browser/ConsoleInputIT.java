package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.browser.ConsolePages.row;
import static org.operationsgateway.gateway.browser.RestartableGateway.progress;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console with texts, shapes and sizes that nobody expects. */
class ConsoleInputIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String DIRECTIONS = "\u202Etxet desrever \u05E9\u05DC\u05D5\u05DD \uD83D\uDE80";

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final ConsolePages pages = EXTENSION.newPages();

    @Test
    void hostileTextsAreShownAndNotExecuted() {
        gateway.create(
                "hostile",
                "markup",
                "{\"@type\":\"t/" + MARKUP + "\",\"verb\":\"" + MARKUP + "\",\"statusMessage\":\"" + MARKUP
                        + "\",\"target\":\"" + DIRECTIONS + "\"}");
        gateway.create("hostile", "large", "{\"@type\":\"t/T\",\"statusMessage\":\"" + "x".repeat(900_000) + "\"}");
        gateway.create(
                "hostile",
                "shapes",
                "{\"@type\":\"t/T\",\"progress\":[1],\"statusMessage\":{},\"verb\":7,\"createTime\":\"x\"}");
        gateway.api()
                .post(
                        "/v1/hostile/operations/markup:complete",
                        "{\"error\":{\"code\":99,\"message\":\"" + MARKUP
                                + "\",\"details\":[{\"@type\":\"a/google.rpc.BadRequest\","
                                + "\"fieldViolations\":[{\"field\":\"" + MARKUP + "\",\"description\":\"" + MARKUP
                                + "\"}]}]}}");
        Page page = pages.open("/?parent=hostile");
        assertThat(row(page, "markup")).containsText("<img src=x");
        for (String id : List.of("large", "shapes", "markup")) {
            row(page, id).first().click();
            assertThat(page.locator("#detail h2")).hasText("hostile/operations/" + id);
            assertThat(page.locator("#detail li").first()).isVisible();
        }
        assertThat(page.locator("#detail .failure")).containsText("code 99" + MARKUP);
        assertThat(page.locator("#detail img, #rows img")).hasCount(0);
    }

    /** The characters of names besides letters and digits. A shell and a URL read some of them in ways of their own. */
    @Test
    void aNameWithSpecialCharactersIsCopiedInQuotes() {
        String id = "a-._~!$&'()*+,;=@b";
        gateway.create("special", URLEncoder.encode(id, StandardCharsets.UTF_8), progress(10, "Working"));
        Page page = pages.open("/?parent=special");
        row(page, id).click();
        assertThat(page.locator("#detail h2")).hasText("special/operations/" + id);
        assertThat(page.locator("#detail li").first()).isVisible();
        assertThat(page.locator("#detail button").filter(new Locator.FilterOptions().setHasText("Copy curl")))
                .hasAttribute(
                        "title",
                        "curl -N 'http://localhost:" + gateway.port()
                                + "/v1/special/operations/a-._~!%24%26'\\''()*%2B%2C%3B%3D%40b'"
                                + " -H 'Accept: text/event-stream'");
        page.reload();
        assertThat(page.locator("#detail h2")).hasText("special/operations/" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {MARKUP, DIRECTIONS, "operations", "a/operations/x\u0001y", "a//operations/b", "../operations"})
    void aNameThatIsIllegalSaysSo(String name) {
        Page page = pages.open("/?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        assertThat(page.locator("#detail .failure")).containsText("This is not the name of an operation.");
        assertThat(page.locator("#detail img")).hasCount(0);
    }

    @Test
    void anUnknownOperationSaysSo() {
        Page page = pages.open("/?name=operations/none");
        assertThat(page.locator("#detail .failure")).containsText("There is no such operation.");
    }

    @Test
    void aMegabyteOfMetadataLeavesThePageResponsive() {
        gateway.create("big", "text", sized("\"" + "<b>&\uD83D\uDE80".repeat(130_000) + "\""));
        gateway.create("big", "members", sized("{" + members(45_000) + "}"));
        gateway.create("big", "deep", sized("[".repeat(90) + "]".repeat(90)));
        Page page = pages.open("/?parent=big");
        // In their places.
        assertThat(page.locator("#rows .row:visible > :nth-child(2)")).hasText("deep members text".split(" "));
        for (String id : List.of("text", "members", "deep")) {
            row(page, id).click();
            assertThat(page.locator("#detail h2")).hasText("big/operations/" + id);
            assertThat(page.locator("#detail li").first()).containsText("1 Created");
            page.locator("#detail summary").click();
            assertThat(page.locator("#detail details pre")).isVisible();
            gateway.update("big/operations/" + id, sized("\"" + "y".repeat(1_040_000) + "\""));
            assertThat(page.locator("#detail li").first()).containsText("2 Changed");
            gateway.update("big/operations/" + id, progress(77, "Small again"));
            assertThat(row(page, id)).containsText("77 %");
        }
        assertResponsive(page);
    }

    private static String sized(String payload) {
        return "{\"@type\":\"t/T\",\"payload\":" + payload + "}";
    }

    private static String members(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"member" + i + "\":" + i)
                .collect(Collectors.joining(","));
    }

    /** Each frame of a second follows the one before it soon. */
    private static void assertResponsive(Page page) {
        double longest = ((Number) page.evaluate("""
                () => new Promise(resolve => {
                  const start = performance.now();
                  let last = start, longest = 0;
                  const frame = now => {
                    longest = Math.max(longest, now - last);
                    last = now;
                    if (now - start > 1000) resolve(longest); else requestAnimationFrame(frame);
                  };
                  requestAnimationFrame(frame);
                })
                """)).doubleValue();
        assertThat(longest).isLessThan(1000);
    }

    @Test
    void tenThousandRevisionsAreReadAndTheLatestAreShown() {
        gateway.insertHistory("long", "history", 10_000);
        Page page = pages.open("/?parent=long&name=long/operations/history");
        Locator detail = page.locator("#detail");
        assertThat(detail).containsText("The latest 100 of 10000 revisions.");
        assertThat(page.locator("#detail li")).hasCount(100);
        assertThat(page.locator("#detail li").first()).containsText("10000 Changed");
        assertThat(page.locator("#detail li").first()).containsText("metadata.step: 9999 10000");
        assertThat(page.locator("#detail svg")).isVisible();
        for (int i = 1; i <= 50; i++) {
            gateway.update("long/operations/history", progress(99, "Step " + i));
        }
        assertThat(page.locator("#detail li").first()).containsText("10050 Changed");
        assertResponsive(page);
    }

    @Test
    void aHistoryThatIsLongerThanThePageReadsSaysSo() {
        gateway.insertHistory("longer", "history", 10_600);
        Page page = pages.open("/?parent=longer&name=longer/operations/history");
        assertThat(page.locator("#detail")).containsText("Only the first revisions are shown: the history is longer.");
        gateway.update("longer/operations/history", progress(99, "The last one"));
        assertThat(page.locator("#detail li").first()).containsText("10601 Changed");
    }

    @Test
    void aFilterOfFourKilobytesIsAppliedAndALongerOneIsRefusedWithItsReason() {
        gateway.create("filter", "found", progress(10, "x".repeat(4000)));
        gateway.create("filter", "other", progress(10, "x".repeat(3000)));
        String start = "metadata.statusMessage=\"" + "x".repeat(4000) + "\"";
        Page page = pages.open("/?parent=filter");
        assertThat(row(page, "other")).isVisible();
        filter(page, start + " ".repeat(4096 - start.length() - 1) + ")");
        assertThat(page.locator("#filter-error")).containsText("at character 4096");
        filter(page, start + " AND done=false");
        assertThat(row(page, "found")).isVisible();
        assertThat(row(page, "other")).hasCount(0);

        String wide = "metadata.statusMessage=\"" + "\u05E9".repeat(2030) + "\"";
        gateway.create("filter", "wide", progress(10, "\u05E9".repeat(2030)));
        filter(page, wide);
        assertThat(row(page, "wide")).isVisible();
        assertThat(row(page, "found")).hasCount(0);

        page.navigate("http://localhost:" + gateway.port() + "/?parent=filter&filter=" + "x".repeat(5000));
        assertThat(page.locator("#filter-error")).isVisible();
        assertThat(page.locator("#health")).hasText("Stopped");
    }

    private static void filter(Page page, String text) {
        page.locator("#filter-text").fill(text);
        page.locator("#filter-text").press("Enter");
    }
}
