package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.progress.WorkUnits;
import org.operationsgateway.core.rpc.Any;

/** The progress that the module {@code /operations.js} reads and shows, in a page of another origin. */
class BrowserProgressIT {

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension();

    private final RestartableGateway gateway = EXTENSION.gateway();

    @Test
    void theExampleOfTheDocumentationShowsTheProgress() throws IOException, InterruptedException {
        gateway.create("", "report", "{\"@type\":\"t/T\",\"progressPercent\":40,\"statusMessage\":\"Copying\"}");
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
        EXTENSION.open(page);
        assertThat(EXTENSION.report()).isEqualTo("running 40");
        gateway.api().post("/v1/operations/report:complete", "{}");
        assertThat(EXTENSION.report()).isEqualTo("succeeded 100");
        // The upgrade of an element in the page begins a watch twice, of which the first one must not keep its stream.
        await().atMost(RestartableGateway.TIMEOUT).until(() -> gateway.streams() == 0);
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
        EXTENSION.open(page);
        assertThat(EXTENSION.report().lines())
                .containsExactlyElementsOf(
                        METADATA.lines().map(BrowserProgressIT::progress).toList());
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
