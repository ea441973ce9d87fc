package org.operationsgateway.gateway.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.progress.WorkUnits;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The module {@code /operations.js} in a page of another origin, which is allowed. */
class BrowserModuleIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TABS = 8;

    /** Frames are tabs for what they share: connections, locks and channels. The last one has the first one closed. */
    private static final String TABS_PAGE = """
            <!DOCTYPE html>
            <body>
            <script type="module">
              const tab = new URLSearchParams(location.search).get('tab');
              const report = text => fetch('/', {method: 'POST', body: text});
              if (tab) {
                addEventListener('error', event => report('error ' + event.message));
                const {watch} = await import('GATEWAY/operations.js');
                for await (const state of watch('operations/tab-' + tab)) {
                  await report(tab + ': ' + (state.metadata?.step ?? 1) + (state.done ? ' done' : ''));
                  if (tab === '7' && state.metadata?.step > 1) parent.postMessage('close');
                }
                await report(tab + ': end');
              } else {
                for (let i = 0; i < 8; i++) {
                  document.body.appendChild(document.createElement('iframe')).src = '/?tab=' + i;
                }
                addEventListener('message', async () => {
                  document.querySelector('iframe').remove();
                  await report('closed');
                });
              }
            </script>
            """;

    private final TestDatabase database = TestDatabase.create();
    private final PageServer pages = new PageServer();
    private final int port = freePort();
    private GatewayProcess gateway;

    @TempDir
    private Path folder;

    BrowserModuleIT() throws IOException {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        String origin = pages.uri("localhost").toString().replaceFirst("/$", "");
        GatewayCommand command = GatewayCommand.of(Path.of(System.getProperty("gateway.jar")))
                .withSettings(database.settings())
                .withSettings(List.of("gateway.security.allowed-origins=" + origin, "gateway.watch.retry=200ms"));
        gateway = GatewayProcess.start(command, port, folder.resolve("gateway.log"));
        gateway.awaitReady(TIMEOUT);
    }

    @AfterEach
    void stop() {
        gateway.close();
        pages.close();
        database.close();
    }

    private Chromium open(String page) throws IOException {
        pages.show(page.replace("GATEWAY", "http://localhost:" + port));
        return Chromium.open(pages.uri("localhost"), Files.createDirectory(folder.resolve("profile")));
    }

    private void create(String id, String metadata) {
        assertThat(gateway.api()
                        .post("/v1/operations?operationId=" + id, "{\"metadata\":" + metadata + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void update(String id, String metadata) {
        assertThat(gateway.api()
                        .patch("/v1/operations/" + id, "{\"metadata\":" + metadata + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String step(int number) {
        return "{\"@type\":\"t/T\",\"step\":" + number + "}";
    }

    private static Set<String> reports(Chromium chromium, PageServer pages, int number)
            throws IOException, InterruptedException {
        Set<String> reports = new TreeSet<>();
        for (int i = 0; i < number; i++) {
            reports.add(chromium.report(pages));
        }
        return reports;
    }

    private static Set<String> ofTabs(int first, String text) {
        Set<String> expected = new TreeSet<>();
        IntStream.range(first, TABS).forEach(tab -> expected.add(tab + ": " + text));
        return expected;
    }

    @Test
    void eightTabsShareAStreamUntilTheLastOneIsClosed() throws IOException, InterruptedException {
        IntStream.range(0, TABS).forEach(tab -> create("tab-" + tab, step(1)));
        try (Chromium chromium = open(TABS_PAGE)) {
            assertThat(reports(chromium, pages, TABS)).isEqualTo(ofTabs(0, "1"));
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_streams_open") == 1);

            // One of the tabs that are closed is the one that keeps the stream.
            for (int closed = 0; closed < TABS - 1; closed++) {
                int step = closed + 2;
                IntStream.range(closed, TABS).forEach(tab -> update("tab-" + tab, step(step)));
                Set<String> expected = ofTabs(closed, Integer.toString(step));
                expected.add("closed");
                assertThat(reports(chromium, pages, TABS - closed + 1)).isEqualTo(expected);
            }
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_streams_open") == 1);
            gateway.api().post("/v1/operations/tab-7:complete", "{}");
            assertThat(reports(chromium, pages, 2)).isEqualTo(Set.of("7: 8 done", "7: end"));
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_streams_open") == 0);
        }
    }

    @Test
    void tabsResumeAfterErrorsOfAProxyWhileTheGatewayRestarts() throws Exception {
        IntStream.range(0, TABS).forEach(tab -> create("tab-" + tab, step(1)));
        try (Chromium chromium = open(TABS_PAGE)) {
            assertThat(reports(chromium, pages, TABS)).isEqualTo(ofTabs(0, "1"));
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_streams_open") == 1);

            gateway.close();
            answerBadGateway();
            start();

            // The first tabs only: the last one has others closed after an update.
            IntStream.range(0, TABS - 1).forEach(tab -> update("tab-" + tab, step(2)));
            Set<String> expected = ofTabs(0, "2");
            expected.remove("7: 2");
            assertThat(reports(chromium, pages, TABS - 1)).isEqualTo(expected);
        }
    }

    /** Answers some requests with 502, which closes an EventSource for good. */
    private void answerBadGateway() throws IOException, InterruptedException {
        CountDownLatch answered = new CountDownLatch(3);
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
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

    @Test
    void anOperationThatChangesDuringASnapshotIsNotTakenForDeleted() throws IOException, InterruptedException {
        create("busy", step(1));
        IntStream.range(0, 20).forEach(i -> create("idle-" + i, step(1)));
        String page = """
                <!DOCTYPE html>
                <script type="module">
                  const report = text => fetch('/', {method: 'POST', body: text});
                  const {watch} = await import('GATEWAY/operations.js');
                  const busy = watch('operations/busy');
                  busy.addEventListener('error', ({error}) => report('error ' + error.message));
                  // Each replaces the stream, whose snapshot is that of operations that change.
                  for (let i = 0; i < 20; i++) {
                    const joined = watch('operations/idle-' + i);
                    await new Promise(resolve => joined.addEventListener('state', resolve));
                    await new Promise(resolve => setTimeout(resolve, 100));
                  }
                  await report('joined');
                  busy.addEventListener('done', ({operation}) => report('done ' + operation.metadata.step));
                </script>
                """;
        try (Chromium chromium = open(page)) {
            CompletableFuture<String> report = CompletableFuture.supplyAsync(() -> report(chromium));
            int step = 2;
            for (; !report.isDone(); step++) {
                update("busy", step(step));
            }
            assertThat(report.join()).isEqualTo("joined");
            gateway.api().post("/v1/operations/busy:complete", "{}");
            assertThat(chromium.report(pages)).isEqualTo("done " + (step - 1));
        }
    }

    private String report(Chromium chromium) {
        try {
            return chromium.report(pages);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachEndOfAWatchIsTold() throws IOException, InterruptedException {
        create("fails", step(1));
        create("deleted", step(1));
        create("shown", "{\"@type\":\"t/T\",\"progressPercent\":40,\"statusMessage\":\"Copying <b>tables</b>\"}");
        String page = """
                <!DOCTYPE html>
                <operation-progress name="operations/shown"></operation-progress>
                <script type="module">
                  const report = text => fetch('/', {method: 'POST', body: text});
                  const {operation, watch, watchAll} = await import('GATEWAY/operations.js');
                  const element = document.querySelector('operation-progress');
                  const shown = () => element.shadowRoot.querySelector('progress').value + ' '
                      + element.shadowRoot.textContent.trim();
                  element.watch.addEventListener('state', () => queueMicrotask(() => report('element ' + shown())));
                  for (const name of ['operations/fails', 'operations/deleted', 'operations/none', 'no name']) {
                    operation(name).then(() => report(name + ' done'),
                        failure => report(name + ' ' + failure.code + ' ' + failure.status + ' ' + failure.message));
                  }
                  const invalid = watchAll('', {filter: 'done = ='});
                  invalid.addEventListener('error', ({error}) => report('filter ' + error.code));
                  const changes = [];
                  for await (const {type, operation: state, name} of watchAll('', {filter: 'metadata.step=1'})) {
                    changes.push(type + ' ' + (state?.name ?? name ?? ''));
                    if (type === 'synced') await report(changes.sort().join(', '));
                    if (type === 'removed') await report(type + ' ' + name);
                  }
                </script>
                """;
        try (Chromium chromium = open(page)) {
            assertThat(reports(chromium, pages, 5))
                    .contains("changed operations/deleted, changed operations/fails, synced ", "filter 400")
                    .anyMatch(report -> report.startsWith("operations/none 404 NOT_FOUND "))
                    .anyMatch(report -> report.startsWith("no name 404 ") || report.startsWith("no name 400 "))
                    .contains("element 40 Copying <b>tables</b>");
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_streams_open") == 2);

            gateway.api().post("/v1/operations/fails:complete", "{\"error\":{\"code\":7,\"message\":\"No disk.\"}}");
            assertThat(chromium.report(pages)).isEqualTo("operations/fails 7  No disk.");
            gateway.api().delete("/v1/operations/deleted");
            assertThat(reports(chromium, pages, 2))
                    .isEqualTo(Set.of(
                            "removed operations/deleted",
                            "operations/deleted 5 NOT_FOUND The operation operations/deleted was deleted."));
            gateway.api().post("/v1/operations/shown:complete", "{\"error\":{\"code\":1,\"message\":\"Stopped.\"}}");
            assertThat(chromium.report(pages)).isEqualTo("element 100 cancelled: Stopped.");
        }
    }

    @Test
    void theExampleOfTheDocumentationShowsTheProgress() throws IOException, InterruptedException {
        create("report", "{\"@type\":\"t/T\",\"progressPercent\":40,\"statusMessage\":\"Copying\"}");
        String docs = Files.readString(Path.of("../docs/browser.md"));
        String example =
                docs.substring(docs.indexOf("<!doctype html>"), docs.indexOf("\n```", docs.indexOf("<!doctype")));
        String page = example.replace("http://localhost:8080", "GATEWAY") + """
                <script type="module">
                  const element = document.querySelector('operation-progress');
                  const report = () => fetch('/', {method: 'POST',
                      body: element.getAttribute('state') + ' ' + element.shadowRoot.querySelector('progress').value});
                  new MutationObserver(report).observe(element, {attributes: true, attributeFilter: ['state']});
                  if (element.getAttribute('state')) report();
                </script>
                """;
        try (Chromium chromium = open(page)) {
            assertThat(chromium.report(pages)).isEqualTo("running 40");
            gateway.api().post("/v1/operations/report:complete", "{}");
            assertThat(chromium.report(pages)).isEqualTo("succeeded 100");
        }
    }

    @Test
    void theModuleIsSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(gateway.api().get("/operations.js").body().getBytes(UTF_8));
        }
        assertThat(compressed.size()).isLessThanOrEqualTo(6 * 1024);
    }

    /** Metadata without its type, one in each line. */
    private static final String METADATA = """
            {}
            {"progressPercent":42.5}
            {"progressPercentage":"42"}
            {"progressPercent":null,"progressPercentage":2}
            {"progressPercent":120}
            {"progressPercent":"much"}
            {"progressPercent":"NaN"}
            {"progressPercent":1e999}
            {"completedUnits":"1","totalUnits":"4"}
            {"completedUnits":9,"totalUnits":4}
            {"completedUnits":-1,"totalUnits":4}
            {"completedUnits":1.5,"totalUnits":4}
            {"completedUnits":1,"totalUnits":0}
            {"translatedCharacters":"30","totalCharacters":"40"}
            {"progress":{"workCompleted":"3","workTotal":"10"}}
            {"progress":{"progressPercent":7}}
            {"progressPercent":7,"completedUnits":1,"totalUnits":2}
            {"completedA":1,"totalA":4,"completedUnits":1,"totalUnits":2}
            {"completedB":1,"totalB":4,"processedA":1,"totalA":2}
            {"statusMessage":"","statusDetail":"detail","state":"RUNNING","stage":"copy"}
            {"statusMessage":5,"state":["x"]}
            """;

    @Test
    void theProgressOfAPageIsThatOfTheCore() throws IOException, InterruptedException {
        String page = """
                <!DOCTYPE html>
                <script type="text/plain">METADATA</script>
                <script type="module">
                  const {progress} = await import('GATEWAY/operations.js');
                  const read = metadata => {
                    const {percent, completed, total, message, stage} = progress({metadata});
                    return [percent, completed, total, message, stage].map(value => value ?? '').join('|');
                  };
                  const lines = document.querySelector('script').textContent.trim().split('\\n');
                  const texts = lines.map(line => read(JSON.parse(line)));
                  await fetch('/', {method: 'POST', body: texts.join('\\n')});
                </script>
                """.replace("METADATA", METADATA);
        try (Chromium chromium = open(page)) {
            assertThat(chromium.report(pages).lines())
                    .containsExactlyElementsOf(
                            METADATA.lines().map(BrowserModuleIT::progress).toList());
        }
    }

    private static String progress(String metadata) {
        String typed = metadata.equals("{}") ? "" : "," + metadata.substring(1, metadata.length() - 1);
        Progress progress = Progress.of(Any.parse("{\"@type\":\"t/T\"" + typed + "}"));
        WorkUnits units = progress.units();
        return Stream.of(
                        progress.percent() == null ? null : new DecimalFormat("0.##").format(progress.percent()),
                        units == null ? null : units.completed(),
                        units == null ? null : units.total(),
                        progress.message(),
                        progress.stage())
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining("|"));
    }
}
