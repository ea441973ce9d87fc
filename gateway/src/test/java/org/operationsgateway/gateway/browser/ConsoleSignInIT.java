package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.http.Api;

/** The console of a gateway that requires a credential, with sessions that soon expire. */
class ConsoleSignInIT {

    private static final String[] ADMIN = {"Authorization", "Bearer ogk_admin", "Content-Type", "application/json"};

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension(
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.api-keys[1].name=viewer",
            "gateway.security.api-keys[1].sha256=" + ApiKeyTest.VIEWER,
            "gateway.security.api-keys[1].grants[0]=viewer:teams/blue",
            "gateway.security.session.max-age=12s",
            "gateway.watch.heartbeat=2s");

    private final RestartableGateway gateway = EXTENSION.gateway();

    private void create(String name) {
        Api api = gateway.api();
        api.start("POST", "/v1/" + name, "{}", ADMIN).join();
    }

    private static Locator row(Page page, String text) {
        return page.locator("#rows .row:visible").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void signIn(Page page, String key) {
        page.locator("#credential").fill(key);
        page.keyboard().press("Enter");
    }

    @Test
    void aViewerSeesItsOperationsUntilTheSessionExpiresAndKeepsItsView() {
        create("teams/blue/operations?operationId=ours");
        create("teams/red/operations?operationId=theirs");
        try (BrowserContext context = EXTENSION.newContext()) {
            Page page = context.newPage();
            page.navigate("http://localhost:" + gateway.port() + "/?filter=done=false");
            assertThat(page.locator("#sign-in")).isVisible();
            // Nobody would ask again. A browser lets a page refuse the first Esc only.
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            assertThat(page.locator("#sign-in")).isVisible();
            signIn(page, "ogk_guess");
            assertThat(page.locator("#sign-in-error")).containsText("not valid");
            signIn(page, "ogk_viewer");
            assertThat(row(page, "ours")).isVisible();
            assertThat(row(page, "theirs")).hasCount(0);
            assertThat(page.locator("#filter-text")).hasValue("done=false");

            row(page, "ours").click();
            assertThat(page.locator("#detail li").first()).isVisible();
            assertThat(page.locator("#detail .danger")).hasCount(0);
            page.navigate("http://localhost:" + gateway.port() + "/?name=teams/red/operations/theirs");
            assertThat(page.locator("#detail .failure")).containsText("You have no grant");
            page.goBack();
            assertThat(row(page, "ours")).isVisible();

            // The session has expired.
            assertThat(page.locator("#sign-in")).isVisible();
            assertThat(page.locator("#sign-in-reason")).containsText("ended");
            assertThat(row(page, "ours")).isVisible();
            assertThat(page.locator("#rows")).hasClass("stale");
            signIn(page, "ogk_admin");
            assertThat(page.locator("#health")).containsText("Live");
            assertThat(row(page, "theirs")).isVisible();
            assertThat(page.locator("#detail .danger")).hasCount(2);

            page.locator("#sign-out").click();
            assertThat(page.locator("#sign-in")).isVisible();
            assertThat(row(page, "ours")).hasCount(0);
        }
    }
}
