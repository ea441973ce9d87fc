package org.operationsgateway.robustness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.fault.FaultKind;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.promise.Limits;
import org.operationsgateway.robustness.promise.Promise;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Counts;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.report.MarkdownReport;
import org.operationsgateway.robustness.report.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command that injects faults. The exit code is 0 if the run was large enough and no promise was broken, and 1
 * otherwise.
 */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Random traffic to three replicas while faults are injected; then all promises are checked.")
public final class Robustness implements Callable<Integer> {

    @Option(
            names = "--duration",
            defaultValue = "2m",
            description = "time in which faults are injected, such as 90s, 2m or 30m (${DEFAULT-VALUE})")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed", description = "seed of the traffic and the faults (random)")
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

    @Option(names = "--defect", description = "run with a seeded defect, which the run must detect")
    private @Nullable String defect;

    @Option(names = "--no-signals", description = "disable the signals between replicas, so that they rely on sweeps")
    private boolean noSignals;

    @Option(names = "--collections", description = "stream collections too")
    private boolean collections;

    @Option(
            names = "--big-table",
            defaultValue = "50000",
            description = "number of done operations that are in the database from the start (${DEFAULT-VALUE})")
    private int bigTable;

    @Option(names = "--faults", split = ",", description = "kinds to inject: ${COMPLETION-CANDIDATES} (all)")
    private Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);

    @Option(
            names = "--isolation-bound",
            defaultValue = "12s",
            description = "maximum delay of an event while another reader stalls (${DEFAULT-VALUE})")
    private Duration isolation = Duration.ZERO;

    @Option(
            names = "--drain-bound",
            defaultValue = "15s",
            description = "maximum time from SIGTERM to the exit (${DEFAULT-VALUE})")
    private Duration drain = Duration.ZERO;

    @Option(
            names = "--settle-bound",
            defaultValue = "30s",
            description = "maximum time from the last fault to the end of all operation streams (${DEFAULT-VALUE})")
    private Duration settling = Duration.ZERO;

    @Option(names = "--gateway", required = true, description = "executable jar of the gateway")
    private Path gateway = Path.of("");

    @Option(names = "--defects", required = true, description = "jar of the seeded defects")
    private Path defects = Path.of("");

    @Option(names = "--report", description = "file for the report, in addition to the standard output")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        RunOptions options = options(Files.createTempDirectory("robustness"));
        Journal journal = new Journal();
        journal.log(options.command());
        History history = new RobustnessRun(options, journal).record();
        Counts counts = Counts.of(history);
        Limits limits = Limits.of(isolation, drain, Replicas.KEEP_DELETED);
        Verdict verdict = Verdict.of(Promise.all(limits), history, counts.shortfalls(duration.toSeconds()));
        String text = MarkdownReport.write(options.command(), counts, verdict);
        journal.log("done%n%n%s".formatted(text));
        if (report != null) {
            Files.writeString(report, text);
        }
        return verdict.passed() ? 0 : 1;
    }

    private RunOptions options(Path folder) {
        return new RunOptions(
                duration,
                seed,
                defect,
                !noSignals,
                collections,
                bigTable,
                faults,
                isolation,
                drain,
                settling,
                gateway.toAbsolutePath(),
                defects.toAbsolutePath(),
                folder);
    }
}
