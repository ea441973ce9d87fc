package org.operationsgateway.gateway.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.browser.PageServer;

/** A collection in two tabs, of which the second one begins a new stream for both. */
class BrowserCollectionIT {

    private static final String TAB = """
            <!DOCTYPE html>
            <script type="module">
              const {watchAll} = await import('GATEWAY/operations.js');
              window.names = new Set();
              for await (const {type, operation, name} of watchAll('long')) {
                if (type === 'changed') names.add(operation.name);
                if (type === 'removed') names.delete(name);
              }
            </script>
            """;

    private final PageServer server = new PageServer();
    private final RestartableGateway gateway = RestartableGateway.startFor(server);
    private final ConsoleBrowser browser = ConsoleBrowser.open();
    private final BrowserContext context = browser.newContext();

    BrowserCollectionIT() throws IOException {}

    @AfterEach
    void close() {
        try (gateway;
                server;
                browser) {
            context.close();
        }
    }

    private Page open() {
        Page tab = context.newPage();
        tab.navigate(server.uri("localhost").toString());
        return tab;
    }

    private static void awaitNames(Page tab, int number) {
        tab.waitForFunction("expected => window.names?.size === expected", number);
    }

    /** The names of twenty of them are longer than a filter may be, and the states of a few larger than a page. */
    @Test
    void operationsThatASnapshotDoesNotContainAreRemovedHoweverLongTheirNamesAndStates() {
        server.show(TAB.replace("GATEWAY", "http://localhost:" + gateway.port()));
        for (int i = 10; i < 40; i++) {
            gateway.create("long", "x".repeat(900) + i, "{\"@type\":\"t/T\"}");
        }
        String large = "{\"@type\":\"t/T\",\"filler\":\"" + "x".repeat(1_000_000) + "\"}";
        for (int i = 10; i < 16; i++) {
            gateway.create("long", "large" + i, large);
        }
        Page first = open();
        awaitNames(first, 36);

        // Without a trace in the log, as after a restore.
        gateway.database().run("delete from operation where name like '%x3_' or name like '%e11'");
        awaitNames(open(), 25);
        awaitNames(first, 25);
    }
}
