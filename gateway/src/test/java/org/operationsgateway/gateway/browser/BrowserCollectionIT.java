package org.operationsgateway.gateway.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A collection in two tabs, of which the second one begins a new stream for both. */
class BrowserCollectionIT {

    /** The longest filter that a stream accepts. */
    private static final int MAX_FILTER = 4096;

    private static final String TAB = """
            <!DOCTYPE html>
            <script type="module">
              const {watchAll} = await import('GATEWAY/operations.js');
              window.names = new Set();
              for await (const {type, operation, name} of watchAll('long', {filter: 'FILTER'})) {
                if (type === 'changed') names.add(operation.name);
                if (type === 'removed') names.delete(name);
              }
            </script>
            """;

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final BrowserContext context = EXTENSION.newContext();

    private Page open() {
        Page tab = context.newPage();
        tab.navigate(EXTENSION.server().uri("localhost").toString());
        return tab;
    }

    private static void awaitNames(Page tab, int number) {
        tab.waitForFunction("expected => window.names?.size === expected", number);
    }

    /** The names of a few of them are longer than a filter may be, and the states of a few larger than a page. */
    @Test
    void operationsThatASnapshotDoesNotContainAreRemovedHoweverLongTheirNamesAndStates() {
        EXTENSION.show(TAB.replace("FILTER", "done=false" + " ".repeat(MAX_FILTER - "done=false".length())));
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
