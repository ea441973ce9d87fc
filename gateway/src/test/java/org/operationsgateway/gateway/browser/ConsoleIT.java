package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The console of a gateway in the mode {@code open}, which is killed and started again. */
class ConsoleIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final String DIRECTIONS = "\u202Etxet desrever \u05E9\u05DC\u05D5\u05DD \uD83D\uDE80";
    private static final Path IMAGES = Path.of("target", "console");

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static int port;
    private static GatewayProcess gateway;
    private static ConsoleBrowser browser;

    private final BrowserContext context = browser.newContext();
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void startAll() throws IOException, InterruptedException {
        database = TestDatabase.create();
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        browser = ConsoleBrowser.open();
        start();
    }

    private static void start() throws IOException, InterruptedException {
        GatewayCommand command = GatewayCommand.of(Path.of(System.getProperty("gateway.jar")))
                .withSettings(database.settings())
                .withSettings(List.of("gateway.watch.retry=500ms"));
        gateway = GatewayProcess.start(command, port, folder.resolve("gateway.log"));
        gateway.awaitReady(TIMEOUT);
    }

    @AfterAll
    static void stopAll() {
        browser.close();
        gateway.close();
        database.close();
    }

    /** No page has reported an exception, or a violation of its policy. */
    @AfterEach
    void close() {
        context.close();
        assertThat(failures).isEmpty();
    }

    private Page open(String target) {
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
        page.navigate("http://localhost:" + port + target);
        return page;
    }

    private static void create(String parent, String id, String metadata) {
        String path = "/v1/" + parent + "/operations?operationId=" + id;
        assertThat(gateway.api().post(path, "{\"metadata\":" + metadata + "}").statusCode())
                .isEqualTo(200);
    }

    private static void update(String name, String metadata) {
        assertThat(gateway.api()
                        .patch("/v1/" + name, "{\"metadata\":" + metadata + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String progress(int percent, String message) {
        return "{\"@type\":\"t/Work\",\"progressPercent\":" + percent + ",\"statusMessage\":\"" + message + "\"}";
    }

    private static Locator row(Page page, String text) {
        return page.locator("#rows .row:visible").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator health(Page page) {
        return page.locator("#health");
    }

    private static void assertLive(Page page) {
        assertThat(health(page)).containsText("Live");
    }

    @Test
    void theListFillsAndChangesWithoutAReload() {
        create("live", "first", progress(10, "Starting"));
        Page page = open("/?parent=live");
        assertThat(row(page, "first")).containsText("10 %");

        create("live", "second", progress(0, "Waiting"));
        update("live/operations/first", progress(55, "Copying"));
        assertThat(row(page, "second")).containsText("Running");
        assertThat(row(page, "first")).containsText(Pattern.compile("55 %.*Copying"));

        gateway.api().post("/v1/live/operations/first:complete", "{\"error\":{\"code\":14,\"message\":\"No disk.\"}}");
        assertThat(row(page, "first")).containsText(Pattern.compile("UNAVAILABLE.*No disk\\."));
        gateway.api().post("/v1/live/operations/second:complete", "{}");
        assertThat(row(page, "second")).containsText("Succeeded");
        gateway.api().delete("/v1/live/operations/second");
        assertThat(row(page, "second")).hasCount(0);
        assertThat(page.locator("#news")).containsText("1 succeeded");
    }

    @Test
    void theDemoShowsEachOutcomeInBothTabsWhileTheGatewayIsAway() throws IOException, InterruptedException {
        Page page = open("/");
        page.locator("#start-demo").click();
        assertThat(row(page, "import")).containsText("Reading line");
        Page other = open("/" + page.url().substring(page.url().indexOf('?')));
        assertThat(row(other, "import")).containsText("Reading line");

        gateway.close();
        for (Page tab : List.of(page, other)) {
            assertThat(health(tab)).containsText(Pattern.compile("resuming|Offline"));
            assertThat(tab.locator("#rows")).hasClass("stale");
        }
        start();

        for (Page tab : List.of(page, other)) {
            assertLive(tab);
            Locator.FilterOptions options = new Locator.FilterOptions();
            for (String outcome : List.of("INVALID_ARGUMENT", "Cancelled", "ABORTED")) {
                tab.locator("#rows .row").filter(options.setHasText(outcome)).waitFor();
            }
            assertThat(tab.locator("#rows .row:visible")).hasCount(6);
        }
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
    void anErrorIsShownBelowItsPlaceInTheFilter() {
        create("filtered", "small", "{\"@type\":\"t/T\",\"size\":1}");
        create("filtered", "large", "{\"@type\":\"t/T\",\"size\":9}");
        Page page = open("/?parent=filtered");
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
        create("keys", "slow", progress(30, "Working"));
        Page page = open("/?parent=keys");
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
    }

    @Test
    void hostileTextsAreShownAndNotExecuted() {
        create(
                "hostile",
                "markup",
                "{\"@type\":\"t/" + MARKUP + "\",\"verb\":\"" + MARKUP + "\",\"statusMessage\":\"" + MARKUP
                        + "\",\"target\":\"" + DIRECTIONS + "\"}");
        create("hostile", "large", "{\"@type\":\"t/T\",\"statusMessage\":\"" + "x".repeat(900_000) + "\"}");
        create(
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
        Page page = open("/?parent=hostile");
        assertThat(row(page, "markup")).containsText("<img src=x");
        for (String id : List.of("large", "shapes", "markup")) {
            row(page, id).first().click();
            assertThat(page.locator("#detail h2")).hasText("hostile/operations/" + id);
            assertThat(page.locator("#detail li").first()).isVisible();
        }
        assertThat(page.locator("#detail .failure")).containsText("code 99" + MARKUP);
        assertThat(page.locator("#detail img, #rows img")).hasCount(0);
    }

    @Test
    void aLongHistoryAndManyOperationsLeaveThePageResponsive() {
        database.run("""
                with created as (
                    insert into operation (name, parent, done, metadata, create_time, update_time, xid)
                    select 'many/operations/n' || n, 'many', false,
                        json_build_object('@type', 't/T', 'progressPercent', n % 100),
                        now() - n * interval '1 second', now(), pg_current_xact_id()
                    from generate_series(1, 20000) as n
                    returning *
                )
                insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
                select life, revision, 0, name, done, metadata, create_time, update_time, xid from created
                """);
        create("many", "changing", progress(0, "Begun"));
        for (int i = 1; i <= 300; i++) {
            update("many/operations/changing", progress(i / 3, "Step " + i));
        }
        Page page = open("/?parent=many&name=many/operations/changing");
        assertThat(page.locator("#count")).hasText("20,001 operations");
        assertThat(page.locator("#detail")).containsText("The latest 100 of 301 revisions.");
        assertThat(page.locator("#rows .row").all()).hasSizeLessThan(80);
        page.locator("#viewport").focus();
        // A large list is sorted once a second.
        assertThat(page.locator("#table")).hasAttribute("aria-rowcount", "20002");
        page.keyboard().press("End");
        assertThat(row(page, "n20000")).isVisible();
        page.locator("[data-sort=name]").click();
        page.keyboard().press("Tab");
        update("many/operations/changing", progress(100, "Last step"));
        assertThat(page.locator("#detail")).containsText("Last step");
    }

    @ParameterizedTest
    @CsvSource({
        "operations/none, There is no such operation.",
        "a/operations/x%01y, This is not the name of an operation.",
    })
    void aNameThatCannotBeShownSaysWhy(String name, String reason) {
        Page page = open("/?name=" + name);
        assertThat(page.locator("#detail .failure")).containsText(reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void thePageHasNoSeriousFaultOfAccessibility(ColorScheme scheme) {
        String parent = "accessible-" + scheme.name().toLowerCase(Locale.ROOT);
        create(parent, "running", progress(30, "Working"));
        create(parent, "failed", progress(30, "Working"));
        gateway.api()
                .post(
                        "/v1/" + parent + "/operations/failed:complete",
                        "{\"error\":{\"code\":5,\"message\":\"Gone.\"}}");
        Page page = open("/?parent=" + parent + "&name=" + parent + "/operations/failed");
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
