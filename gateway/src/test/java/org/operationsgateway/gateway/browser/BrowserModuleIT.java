package org.operationsgateway.gateway.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;

/** The module {@code /operations.js} in a page of another origin, which is allowed. */
class BrowserModuleIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final PageServer pages = new PageServer();
    private final RestartableGateway gateway = RestartableGateway.startFor(pages);

    @TempDir
    private Path profile;

    BrowserModuleIT() throws IOException {}

    @AfterEach
    void stop() {
        try (gateway) {
            pages.close();
        }
    }

    private Chromium open(String page) throws IOException {
        pages.show(page.replace("GATEWAY", "http://localhost:" + gateway.port()));
        return Chromium.open(pages.uri("localhost"), profile);
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

    @Test
    void anOperationThatChangesDuringASnapshotIsNotTakenForDeleted() throws IOException, InterruptedException {
        gateway.create("", "busy", step(1));
        IntStream.range(0, 20).forEach(i -> gateway.create("", "idle-" + i, step(1)));
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
                gateway.update("operations/busy", step(step));
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
        gateway.create("", "fails", step(1));
        gateway.create("", "deleted", step(1));
        gateway.create(
                "", "shown", "{\"@type\":\"t/T\",\"progressPercent\":40,\"statusMessage\":\"Copying <b>tables</b>\"}");
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
            await().atMost(TIMEOUT).until(() -> gateway.streams() == 2);

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
    void theModuleIsSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(gateway.api().get("/operations.js").body().getBytes(UTF_8));
        }
        assertThat(compressed.size()).isLessThanOrEqualTo(6 * 1024);
    }
}
