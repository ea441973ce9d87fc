package org.operationsgateway.gateway.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;

/**
 * The use of the main thread and of the heap by a page, as its browser counts them.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/tot/Performance/">Performance.getMetrics</a>
 */
final class PageMetrics {

    private final CDPSession session;

    PageMetrics(Page page) {
        this.session = page.context().newCDPSession(page);
        session.send("Performance.enable");
    }

    /**
     * The shares of an interval in which the main thread was busy.
     *
     * @param busy with tasks of any kind
     * @param scripts with scripts
     */
    record Interval(double busy, double scripts) {}

    /** Measures the main thread while an action runs. */
    Interval during(Runnable action) {
        long start = System.nanoTime();
        double tasks = metric("TaskDuration");
        double scripts = metric("ScriptDuration");
        action.run();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new Interval((metric("TaskDuration") - tasks) / seconds, (metric("ScriptDuration") - scripts) / seconds);
    }

    /** Returns the size of the heap after a collection of garbage. */
    double heapBytes() {
        session.send("HeapProfiler.collectGarbage");
        return metric("JSHeapUsedSize");
    }

    private double metric(String name) {
        for (JsonElement metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject object = metric.getAsJsonObject();
            if (object.get("name").getAsString().equals(name)) {
                return object.get("value").getAsDouble();
            }
        }
        throw new AssertionError("The browser has no metric " + name);
    }
}
