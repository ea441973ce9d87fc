package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.RestartableGateway.TIMEOUT;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Eight tabs of one browser, each with a watch of an operation of its own, over HTTP/1.1: more than the browser has
 * connections for a host.
 */
class BrowserTabsIT {

    private static final int TABS = 8;

    private static final String TAB = """
            <!DOCTYPE html>
            <script type="module">
              window.states = [];
              const {watch} = await import('GATEWAY/operations.js');
              const watched = watch(new URLSearchParams(location.search).get('name'));
              watched.addEventListener('status', ({status}) => window.connection = status);
              for await (const {metadata, done} of watched) states.push(done ? 'done' : metadata.step);
              states.push('end');
            </script>
            """;

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final BrowserContext context = EXTENSION.newContext();
    private final List<Page> tabs = new ArrayList<>();
    private String parent = "";
    /** Those that have opened a stream. */
    private final Set<Page> leaders = new HashSet<>();

    @BeforeEach
    void openTabs(TestInfo test) {
        parent = test.getTestMethod().orElseThrow().getName();
        EXTENSION.show(TAB);
        for (int i = 0; i < TABS; i++) {
            gateway.create(parent, "tab-" + i, step(1));
            Page tab = context.newPage();
            tab.onRequest(request -> {
                if (request.url().contains("/v1/operations?name=")) {
                    leaders.add(tab);
                }
            });
            tab.navigate(EXTENSION.server().uri("localhost") + "?name=" + name(i));
            tabs.add(tab);
        }
        tabs.forEach(tab -> awaitStates(tab, "1"));
        awaitStreams(1);
    }

    private String name(int tab) {
        return parent + "/operations/tab-" + tab;
    }

    private static String step(int number) {
        return "{\"@type\":\"t/T\",\"step\":" + number + "}";
    }

    /** Updates the operation of each tab that is open. */
    private void update(int step) {
        IntStream.range(0, TABS)
                .filter(tab -> !tabs.get(tab).isClosed())
                .forEach(tab -> gateway.update(name(tab), step(step)));
    }

    private static void awaitStates(Page tab, String states) {
        tab.waitForFunction("expected => window.states?.join() === expected", states);
    }

    /** Waits for the number of streams while the browser goes on. */
    private void awaitStreams(int number) {
        await().atMost(TIMEOUT).until(() -> gateway.streams() == number);
    }

    private List<Page> open() {
        return tabs.stream().filter(tab -> !tab.isClosed()).toList();
    }

    @Test
    void allAreLiveOnOneStreamAndGoOnWhenTheOneThatKeepsItIsClosed() {
        StringBuilder states = new StringBuilder("1");
        for (int left = TABS; left > 1; left--) {
            int step = TABS - left + 2;
            states.append(',').append(step);
            update(step);
            open().forEach(tab -> awaitStates(tab, states.toString()));

            // Only the leader has opened streams since the last one was closed.
            assertThat(leaders).hasSize(1);
            leaders.forEach(Page::close);
            leaders.clear();
            Page next = open().getFirst();
            await().pollInSameThread().atMost(TIMEOUT).until(() -> {
                next.waitForTimeout(10);
                return !leaders.isEmpty();
            });
            awaitStreams(1);
        }
        Page last = open().getFirst();
        gateway.complete(name(tabs.indexOf(last)), "{}");
        awaitStates(last, states + ",done,end");
        awaitStreams(0);
    }

    @Test
    void allResumeAfterErrorsOfAProxyWhileTheGatewayRestarts() throws Exception {
        gateway.stop();
        answerBadGateway();
        gateway.restart();

        update(2);
        tabs.forEach(tab -> awaitStates(tab, "1,2"));
        tabs.forEach(tab -> tab.waitForFunction("window.connection === 'connected'"));
        awaitStreams(1);
    }

    /** Answers some requests with 502, which closes an EventSource for good. */
    private void answerBadGateway() throws IOException, InterruptedException {
        CountDownLatch answered = new CountDownLatch(3);
        HttpServer proxy =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), 0);
        proxy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
            answered.countDown();
        });
        proxy.start();
        try {
            assertThat(answered.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            proxy.stop(0);
        }
    }
}
