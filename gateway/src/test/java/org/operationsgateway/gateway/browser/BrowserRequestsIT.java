package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.RestartableGateway.TIMEOUT;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.browser.PageServer;

/** The requests that a page sends for one operation, until it is done and afterwards. */
class BrowserRequestsIT {

    /** Longer than the delay of a reconnection. */
    private static final double QUIET_MILLIS = 2000;

    private final PageServer server = new PageServer();
    private final RestartableGateway gateway = RestartableGateway.startFor(server);
    private final ConsoleBrowser browser = ConsoleBrowser.open();
    private final BrowserContext context = browser.newContext();
    private final List<String> responses = new ArrayList<>();

    BrowserRequestsIT() throws IOException {}

    @BeforeEach
    void create() {
        gateway.create("", "watched", "{\"@type\":\"t/T\"}");
    }

    @AfterEach
    void close() {
        try (gateway;
                server;
                browser) {
            context.close();
        }
    }

    private Page open(String script) {
        server.show("<!DOCTYPE html><script type=module>"
                + script.replace("GATEWAY", "http://localhost:" + gateway.port()) + "</script>");
        Page page = context.newPage();
        page.onResponse(response -> {
            int path = response.url().indexOf("/v1/");
            if (path >= 0) {
                responses.add(response.status() + " " + response.url().substring(path));
            }
        });
        page.navigate(server.uri("localhost").toString());
        page.waitForFunction("window.states === 1");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 1);
        gateway.complete("operations/watched", "{}");
        page.waitForFunction("window.ended");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 0);
        page.waitForTimeout(QUIET_MILLIS);
        return page;
    }

    @Test
    void anEventSourceThatThePageDoesNotCloseReconnectsOnceAndIsClosedByNoContent() {
        open("""
                window.states = 0;
                const source = new EventSource('GATEWAY/v1/operations/watched');
                source.onmessage = () => window.states++;
                source.onerror = () => window.ended = source.readyState === EventSource.CLOSED;
                """);
        assertThat(responses).containsExactly("200 /v1/operations/watched", "204 /v1/operations/watched");
    }

    @Test
    void theModuleGetsTheOperationAndOpensOneStreamAndSendsNothingAfterTheEnd() {
        open("""
                import {watch} from 'GATEWAY/operations.js';
                window.states = 0;
                for await (const state of watch('operations/watched')) window.states++;
                window.ended = true;
                """);
        assertThat(responses)
                .containsExactly(
                        "200 /v1/operations/watched?view=FULL",
                        "200 /v1/operations?name=operations%2Fwatched&view=FULL");
    }
}
