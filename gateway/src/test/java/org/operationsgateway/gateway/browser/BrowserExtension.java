package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.operationsgateway.testkit.browser.PageServer;

/**
 * A JUnit extension with a browser, a server of pages, and a gateway that these pages may use. All classes of a JVM
 * share the browser, the server, and the gateways with the same settings, because a start takes longer than most tests.
 * What a test opens here is closed after it, and the next one begins when the gateway has no stream.
 */
final class BrowserExtension implements BeforeAllCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrowserExtension.class);

    private static final long POLL_MILLIS = 20;

    private final List<String> settings;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable ConsoleBrowser browser;
    private @Nullable PageServer server;
    private @Nullable RestartableGateway gateway;

    /**
     * Creates an extension, to be registered in a static field.
     *
     * @param settings those of the gateway, each as {@code name=value}
     */
    BrowserExtension(String... settings) {
        this.settings = List.of(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes its values after the last class, the latest first.
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        browser = store.computeIfAbsent(ConsoleBrowser.class, type -> ConsoleBrowser.open(), ConsoleBrowser.class);
        PageServer pages = store.computeIfAbsent(PageServer.class, type -> newServer(), PageServer.class);
        server = pages;
        gateway = store.computeIfAbsent(
                settings, key -> RestartableGateway.startFor(pages, settings), RestartableGateway.class);
    }

    private static PageServer newServer() {
        try {
            return new PageServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RestartableGateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    PageServer server() {
        return Objects.requireNonNull(server);
    }

    /** Opens a context with cookies of its own. */
    BrowserContext newContext() {
        BrowserContext context = Objects.requireNonNull(browser).newContext();
        opened.push(context);
        return context;
    }

    /** Opens tabs of the console. */
    ConsolePages newPages() {
        ConsolePages pages = new ConsolePages(newContext(), gateway().port());
        opened.push(pages);
        return pages;
    }

    /** Opens a page of another origin, with {@code GATEWAY} replaced by the address of the gateway. */
    Page open(String html) {
        show(html);
        Page page = newContext().newPage();
        page.navigate(server().uri("localhost").toString());
        return page;
    }

    /** Sets the page of the other origin as {@link #open} does. */
    void show(String html) {
        server().show(html.replace("GATEWAY", "http://localhost:" + gateway().port()));
    }

    /** Waits for the next report of the page to its server. */
    String report() throws InterruptedException {
        String report = server().report((int) RestartableGateway.TIMEOUT.toSeconds());
        assertThat(report).as("a report of the page").isNotNull();
        return report;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        } finally {
            gateway().recover();
            awaitNoStream();
        }
    }

    /** With credentials, the meters need one, too, and no test of these gateways counts its streams. */
    private void awaitNoStream() {
        if (settings.stream().noneMatch(setting -> setting.startsWith("gateway.security."))) {
            await().pollInterval(POLL_MILLIS, TimeUnit.MILLISECONDS)
                    .atMost(RestartableGateway.TIMEOUT)
                    .until(() -> gateway().streams() == 0);
        }
    }
}
