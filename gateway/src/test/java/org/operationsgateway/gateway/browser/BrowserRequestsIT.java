package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.RestartableGateway.TIMEOUT;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The requests that a page sends for one operation, until it is done and afterwards. */
class BrowserRequestsIT {

    /** Longer than the delay of a reconnection. */
    private static final double QUIET_MILLIS = 2000;

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final BrowserContext context = EXTENSION.newContext();
    private final List<String> responses = new ArrayList<>();

    private Page open(String id, String script) {
        gateway.create("requests", id, "{\"@type\":\"t/T\"}");
        EXTENSION.show("<!DOCTYPE html><script type=module>" + script + "</script>");
        Page page = context.newPage();
        page.onResponse(response -> {
            int path = response.url().indexOf("/v1/");
            if (path >= 0) {
                responses.add(response.status() + " " + response.url().substring(path));
            }
        });
        page.navigate(EXTENSION.server().uri("localhost").toString());
        page.waitForFunction("window.states === 1");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 1);
        gateway.complete("requests/operations/" + id, "{}");
        page.waitForFunction("window.ended");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 0);
        page.waitForTimeout(QUIET_MILLIS);
        return page;
    }

    @Test
    void anEventSourceThatThePageDoesNotCloseReconnectsOnceAndIsClosedByNoContent() {
        open("native", """
                window.states = 0;
                const source = new EventSource('GATEWAY/v1/requests/operations/native');
                source.onmessage = () => window.states++;
                source.onerror = () => window.ended = source.readyState === EventSource.CLOSED;
                """);
        assertThat(responses)
                .containsExactly("200 /v1/requests/operations/native", "204 /v1/requests/operations/native");
    }

    @Test
    void theModuleGetsTheOperationAndOpensOneStreamAndSendsNothingAfterTheEnd() {
        open("module", """
                import {watch} from 'GATEWAY/operations.js';
                window.states = 0;
                for await (const state of watch('requests/operations/module')) window.states++;
                window.ended = true;
                """);
        assertThat(responses)
                .containsExactly(
                        "200 /v1/requests/operations/module?view=FULL",
                        "200 /v1/operations?name=requests%2Foperations%2Fmodule&view=FULL");
    }
}
