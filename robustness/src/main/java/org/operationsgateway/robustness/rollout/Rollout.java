package org.operationsgateway.robustness.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.promise.Limits;
import org.operationsgateway.robustness.promise.Promise;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Counts;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.report.MarkdownReport;
import org.operationsgateway.robustness.report.Verdict;
import org.operationsgateway.testkit.proxy.ProxyProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that replaces replicas. The exit code is 0 if no promise was broken, and 1 otherwise. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Replaces three replicas behind a proxy under load; then all promises are checked.")
public final class Rollout implements Callable<Integer> {

    private static final Duration ISOLATION = Duration.ofSeconds(12);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    /** Three replacements are required for this time. */
    private static final long MIN_SECONDS = 60;

    @Option(names = "--proxy", defaultValue = "HAPROXY", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private ProxyProgram proxy = ProxyProgram.HAPROXY;

    @Option(names = "--configurations", required = true, description = "folder of the configurations of proxies")
    private Path configurations = Path.of("");

    @Option(names = "--gateway", required = true, description = "executable jar of the gateway")
    private Path gateway = Path.of("");

    @Option(names = "--previous-jar", description = "jar of the replicas that are replaced (that of --gateway)")
    private @Nullable Path previous;

    @Option(
            names = "--min-ready",
            defaultValue = "2s",
            description = "time for which a successor is ready before its predecessor is stopped (${DEFAULT-VALUE})")
    private Duration minReady = Duration.ZERO;

    @Option(
            names = "--pre-stop",
            defaultValue = "2s",
            description = "time from the removal of a replica from the proxy to SIGTERM (${DEFAULT-VALUE})")
    private Duration preStop = Duration.ZERO;

    @Option(
            names = "--retry",
            defaultValue = "1s",
            description = "average delay before a client reconnects, gateway.watch.retry (${DEFAULT-VALUE})")
    private Duration retry = Duration.ZERO;

    @Option(
            names = "--interruption-bound",
            defaultValue = "2s",
            description =
                    "maximum time from the end of a stream to the response to the next request (${DEFAULT-VALUE})")
    private Duration interruption = Duration.ZERO;

    @Option(
            names = "--settle-bound",
            defaultValue = "30s",
            description =
                    "maximum time from the last replacement to the end of all operation streams (${DEFAULT-VALUE})")
    private Duration settling = Duration.ZERO;

    @Option(names = "--seed", description = "seed of the traffic (random)")
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

    @Option(names = "--report", description = "file for the report, in addition to the standard output")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        RolloutOptions options = options(Files.createTempDirectory("rollout"));
        Journal journal = new Journal();
        History history = new RolloutRun(options, journal).record();
        Counts counts = Counts.of(history);
        Limits limits = Limits.of(ISOLATION, DRAIN, Replicas.KEEP_DELETED);
        Verdict verdict = Verdict.of(Promise.ofRollout(limits, interruption), history, counts.shortfalls(MIN_SECONDS));
        String text = MarkdownReport.write(command(), counts, verdict);
        journal.log("done%n%n%s".formatted(text));
        if (report != null) {
            Files.writeString(report, text);
        }
        return verdict.passed() ? 0 : 1;
    }

    private String command() {
        return "robustness/rollout --proxy " + proxy + " --seed " + seed + " --retry " + retry.toMillis() + "ms"
                + (previous == null ? "" : " --previous-jar " + previous);
    }

    private RolloutOptions options(Path folder) {
        Path jar = gateway.toAbsolutePath();
        return new RolloutOptions(
                proxy,
                configurations,
                previous == null ? jar : previous.toAbsolutePath(),
                jar,
                minReady,
                preStop,
                retry,
                settling,
                seed,
                folder);
    }
}
