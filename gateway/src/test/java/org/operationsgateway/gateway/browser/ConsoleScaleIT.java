package org.operationsgateway.gateway.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.operationsgateway.gateway.browser.ConsolePages.assertLive;
import static org.operationsgateway.gateway.browser.ConsolePages.row;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The console with a long list that changes fast. {@code bench/console} runs it for longer, and prints what it
 * measures.
 */
class ConsoleScaleIT {

    private static final int OPERATIONS = Integer.getInteger("console.operations", 20_000);
    private static final int UPDATES = Integer.getInteger("console.updates", 500);
    private static final int SECONDS = Integer.getInteger("console.seconds", 20);
    private static final int FEW = 20;
    private static final int SCROLL_STEPS = 300;

    /** The goals are half of the main thread and a heap that stays; the machine of CI runs the gateway, too. */
    private static final double MAX_BUSY = 0.75;

    private static final double MAX_GROWTH_BYTES = 8e6;
    /** A full revision of each row takes much longer than this. */
    private static final double MAX_MEDIAN_FRAME_MILLIS = 100;

    private static final String FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime";

    private static final String PAINT = """
            const painted = new MutationObserver(() => {
              if (!document.querySelector('#rows .row:not([hidden])')) return;
              painted.disconnect();
              requestAnimationFrame(() => setTimeout(() => window.rowsPainted = performance.now()));
            });
            painted.observe(document, {childList: true, subtree: true});
            """;

    /** Scrolls through the whole list, a step for each frame, and returns the times between frames, sorted. */
    private static final String SCROLL = """
            steps => new Promise(resolve => {
              const viewport = document.getElementById('viewport'), times = [];
              const way = viewport.scrollHeight - viewport.clientHeight;
              let last = performance.now();
              const frame = now => {
                times.push(now - last);
                last = now;
                if (times.length > steps) return resolve(times.slice(1).sort((a, b) => a - b));
                viewport.scrollTop = way * times.length / steps;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
            })
            """;

    /** With a gateway of its own: a list of all operations would contain so many. */
    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension("spring.application.name=scale");

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final ConsolePages pages = EXTENSION.newPages();

    @Test
    void aLongListThatChangesFastLeavesTheMainThreadFreeAndItsMemoryFlat() {
        pages.context().addInitScript(PAINT);
        gateway.insert("few", FEW);
        // The second visit is measured, of a gateway and a browser that are warm.
        for (int visit = 0; visit < 2; visit++) {
            Page few = pages.open("/?parent=few");
            assertThat(few.locator("#count")).hasText(FEW + " operations");
            if (visit > 0) {
                print("a short list: first contentful paint, ms", number(few.evaluate(FIRST_PAINT)));
                print("a short list: its rows are painted, ms", rowsPainted(few));
            }
            few.close();
        }
        gateway.insert("many", OPERATIONS);
        Page page = pages.open("/?parent=many");
        PageMetrics metrics = new PageMetrics(page);
        measureLoad(page);
        double before = metrics.heapBytes();
        scroll(page, "no updates");
        UpdateLoad load = UpdateLoad.start(gateway, "many/operations/n", OPERATIONS, UPDATES);
        PageMetrics.Interval interval = metrics.during(() -> page.waitForTimeout(1000.0 * SECONDS));
        double frame = scroll(page, "updates");
        load.stop();
        gateway.update("many/operations/n1", "{\"@type\":\"t/T\",\"statusMessage\":\"The last one\"}");
        page.evaluate("document.getElementById('viewport').scrollTop = 0");
        assertThat(row(page, "The last one")).isVisible();
        double after = metrics.heapBytes();
        print("updates/s", load.perSecond());
        print("main thread busy, %", 100 * interval.busy());
        print("of this, scripts, %", 100 * interval.scripts());
        print("heap before, MB", before / 1e6);
        print("heap after, MB", after / 1e6);

        assertThat(load.failed()).isZero();
        assertThat(load.perSecond()).isGreaterThan(UPDATES * 0.8);
        assertThat(interval.busy()).isLessThan(MAX_BUSY);
        assertThat(after - before).isLessThan(MAX_GROWTH_BYTES);
        assertThat(frame).isLessThan(MAX_MEDIAN_FRAME_MILLIS);
    }

    /** Waits until rows have been painted, and returns the time since the navigation, in milliseconds. */
    private static double rowsPainted(Page page) {
        return await().pollInSameThread()
                .atMost(RestartableGateway.TIMEOUT)
                .until(() -> (Number) page.evaluate("window.rowsPainted"), Objects::nonNull)
                .doubleValue();
    }

    private static void measureLoad(Page page) {
        assertThat(page.locator("#count")).hasText(String.format(Locale.ROOT, "%,d operations", OPERATIONS));
        assertLive(page);
        double loaded = number(page.evaluate("performance.now()"));
        double painted = rowsPainted(page);
        print("first contentful paint, ms", number(page.evaluate(FIRST_PAINT)));
        print("the first rows are painted, ms", painted);
        print("all operations are in the list, ms", loaded);
        // Rows are there before the list is complete.
        assertThat(painted).isLessThan(loaded);
    }

    /** Returns the median time between frames. */
    private static double scroll(Page page, String load) {
        double[] times = ((List<?>) page.evaluate(SCROLL, SCROLL_STEPS))
                .stream().mapToDouble(ConsoleScaleIT::number).toArray();
        print("frames while the list scrolls, " + load + ": median, ms", times[times.length / 2]);
        print("99 of 100, ms", times[times.length * 99 / 100]);
        print("the longest, ms", times[times.length - 1]);
        return times[times.length / 2];
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "| %s | %.1f |%n", name, value);
    }
}
