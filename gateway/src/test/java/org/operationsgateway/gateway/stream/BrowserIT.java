package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of the EventSource of Chromium. Skipped if Chromium is not on the path. */
class BrowserIT {

    /** A page that reports each event, and does not close the stream. */
    private static final String PAGE = """
            <!DOCTYPE html>
            <script>
              let tail = Promise.resolve();
              const report = text => tail = tail.then(() => fetch('/', {method: 'POST', body: text}));
              const source = new EventSource('STREAM');
              const number = event => event.lastEventId.replace(/.*-/, '');
              source.onopen = () => report('open');
              source.onmessage = event => report('message ' + number(event) + ' ' + JSON.parse(event.data).done);
              source.addEventListener('done', event => report('done ' + number(event)));
              source.addEventListener('reset', event => report('reset'));
              const closed = () => source.readyState === EventSource.CLOSED;
              source.onerror = () => report('error ' + (closed() ? 'closed' : 'connecting'));
            </script>
            """;

    @Test
    void eachStateIsReportedOnceAndTheBrowserStopsAfterTheEnd(@TempDir Path profile)
            throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "Chromium is not on the path");
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database, "gateway.watch.retry=200ms")) {
            Producer producer = gateway.producer();
            producer.create("watched");
            String page =
                    PAGE.replace("STREAM", gateway.uri("/v1/operations/watched").toString());
            try (Browser browser = Browser.open(program.orElseThrow(), page, profile)) {
                assertReports(browser, "open", "message 1 false");
                producer.update("watched", 2);
                assertReports(browser, "message 2 false");
                producer.complete("watched");
                // It reconnects once, with the last id. The response is 204.
                assertReports(browser, "message 3 true", "done 3", "error connecting", "error closed");
            }
        }
    }

    private static void assertReports(Browser browser, String... expected) throws InterruptedException {
        for (String report : expected) {
            assertThat(browser.report()).isEqualTo(report);
        }
    }
}
