package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of the EventSource of Chromium. */
class BrowserIT {

    /** A page that reports each event, and does not close the stream. */
    private static final String PAGE = """
            <!DOCTYPE html>
            <script>
              let tail = Promise.resolve();
              const report = text => tail = tail.then(() => fetch('/', {method: 'POST', body: text}));
              const source = new EventSource('STREAM');
              const number = event => event.lastEventId.split('-')[1];
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
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database, "gateway.watch.retry=200ms");
                PageServer pages = new PageServer()) {
            Producer producer = gateway.producer();
            producer.create("watched");
            String page =
                    PAGE.replace("STREAM", gateway.uri("/v1/operations/watched").toString());
            pages.show(page);
            // The page and the gateway have different origins.
            try (Chromium chromium = Chromium.open(pages.uri("127.0.0.1"), profile, "--disable-web-security")) {
                assertReports(chromium, pages, "open", "message 1 false");
                producer.update("watched", 2);
                assertReports(chromium, pages, "message 2 false");
                producer.complete("watched");
                // It reconnects once, with the last id. The response is 204.
                assertReports(chromium, pages, "message 3 true", "done 3", "error connecting", "error closed");
            }
        }
    }

    private static void assertReports(Chromium chromium, PageServer pages, String... expected)
            throws IOException, InterruptedException {
        for (String report : expected) {
            assertThat(chromium.report(pages)).isEqualTo(report);
        }
    }
}
