package org.operationsgateway.gateway.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The module {@code /operations.js} in a page of another origin, which is allowed. */
class BrowserModuleIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();

    private static String step(int number) {
        return "{\"@type\":\"t/T\",\"step\":" + number + "}";
    }

    private static Set<String> reports(int number) throws InterruptedException {
        Set<String> reports = new TreeSet<>();
        for (int i = 0; i < number; i++) {
            reports.add(EXTENSION.report());
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
        EXTENSION.open(page);
        CompletableFuture<String> report = CompletableFuture.supplyAsync(BrowserModuleIT::report);
        int step = 2;
        for (; !report.isDone(); step++) {
            gateway.update("operations/busy", step(step));
        }
        assertThat(report.join()).isEqualTo("joined");
        gateway.api().post("/v1/operations/busy:complete", "{}");
        assertThat(EXTENSION.report()).isEqualTo("done " + (step - 1));
    }

    private static String report() {
        try {
            return EXTENSION.report();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachEndOfAWatchIsTold() throws IOException, InterruptedException {
        gateway.create("told", "fails", step(1));
        gateway.create("told", "deleted", step(1));
        gateway.create(
                "told",
                "shown",
                "{\"@type\":\"t/T\",\"progressPercent\":40,\"statusMessage\":\"Copying <b>tables</b>\"}");
        String page = """
                <!DOCTYPE html>
                <operation-progress name="told/operations/shown"></operation-progress>
                <script type="module">
                  const report = text => fetch('/', {method: 'POST', body: text});
                  const {operation, watch, watchAll} = await import('GATEWAY/operations.js');
                  const element = document.querySelector('operation-progress');
                  const shown = () => element.shadowRoot.querySelector('progress').value + ' '
                      + element.shadowRoot.textContent.trim();
                  element.watch.addEventListener('state', () => queueMicrotask(() => report('element ' + shown())));
                  const names = ['fails', 'deleted', 'none'].map(id => 'told/operations/' + id);
                  for (const name of [...names, 'no name']) {
                    operation(name).then(() => report(name + ' done'),
                        failure => report(name + ' ' + failure.code + ' ' + failure.status + ' ' + failure.message));
                  }
                  const invalid = watchAll('', {filter: 'done = ='});
                  invalid.addEventListener('error', ({error}) => report('filter ' + error.code));
                  const changes = [];
                  for await (const {type, operation: state, name} of watchAll('told', {filter: 'metadata.step=1'})) {
                    changes.push(type + ' ' + (state?.name ?? name ?? ''));
                    if (type === 'synced') await report(changes.sort().join(', '));
                    if (type === 'removed') await report(type + ' ' + name);
                  }
                </script>
                """;
        EXTENSION.open(page);
        assertThat(reports(5))
                .contains("changed told/operations/deleted, changed told/operations/fails, synced ", "filter 400")
                .anyMatch(report -> report.startsWith("told/operations/none 404 NOT_FOUND "))
                .anyMatch(report -> report.startsWith("no name 404 ") || report.startsWith("no name 400 "))
                .contains("element 40 Copying <b>tables</b>");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 2);

        gateway.api().post("/v1/told/operations/fails:complete", "{\"error\":{\"code\":7,\"message\":\"No disk.\"}}");
        assertThat(EXTENSION.report()).isEqualTo("told/operations/fails 7  No disk.");
        gateway.api().delete("/v1/told/operations/deleted");
        assertThat(reports(2))
                .isEqualTo(Set.of(
                        "removed told/operations/deleted",
                        "told/operations/deleted 5 NOT_FOUND The operation told/operations/deleted was deleted."));
        gateway.api().post("/v1/told/operations/shown:complete", "{\"error\":{\"code\":1,\"message\":\"Stopped.\"}}");
        assertThat(EXTENSION.report()).isEqualTo("element 100 cancelled: Stopped.");
    }

    @Test
    void aWatchThatIsClosedBeforeItsFirstAnswerTellsNothing() throws IOException, InterruptedException {
        gateway.create("closed", "slow", step(1));
        String page = """
                <!DOCTYPE html>
                <script type="module">
                  const {watch} = await import('GATEWAY/operations.js');
                  const answers = [], own = fetch;
                  window.fetch = async (...all) => {
                    const answer = await own(...all);
                    await new Promise(resolve => answers.push(resolve));
                    return answer;
                  };
                  const told = [];
                  for (const id of ['closed', 'open']) {
                    const watched = watch('closed/operations/slow');
                    watched.addEventListener('state', () => {
                      told.push(id);
                      if (id === 'open') own('/', {method: 'POST', body: told.join()});
                    });
                    while (!answers.length) await new Promise(resolve => setTimeout(resolve, 10));
                    if (id === 'closed') watched.close();
                    answers.pop()();
                  }
                </script>
                """;
        EXTENSION.open(page);
        assertThat(EXTENSION.report()).isEqualTo("open");
    }

    /** Locks are refused where the user blocks the storage of a site. */
    @Test
    void aPageWithoutLocksHasStreamsOfItsOwn() throws IOException, InterruptedException {
        gateway.create("unlocked", "runs", step(1));
        String page = """
                <!DOCTYPE html>
                <script type="module">
                  const refuse = async () => { throw new DOMException('Denied.', 'SecurityError'); };
                  Object.defineProperty(navigator, 'locks', {value: {request: refuse}});
                  const {watch} = await import('GATEWAY/operations.js');
                  for await (const {done} of watch('unlocked/operations/runs')) {
                    await fetch('/', {method: 'POST', body: String(done)});
                  }
                </script>
                """;
        EXTENSION.open(page);
        assertThat(EXTENSION.report()).isEqualTo("false");
        await().atMost(TIMEOUT).until(() -> gateway.streams() == 1);
        gateway.complete("unlocked/operations/runs", "{}");
        assertThat(EXTENSION.report()).isEqualTo("true");
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
