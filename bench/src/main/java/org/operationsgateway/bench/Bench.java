package org.operationsgateway.bench;

import java.time.Duration;
import org.operationsgateway.bench.report.Report;
import org.operationsgateway.bench.workload.Broadcast;
import org.operationsgateway.bench.workload.Comeback;
import org.operationsgateway.bench.workload.Flood;
import org.operationsgateway.bench.workload.Idle;
import org.operationsgateway.bench.workload.Mixed;
import org.operationsgateway.bench.workload.Own;
import org.operationsgateway.bench.workload.Polling;
import org.operationsgateway.bench.workload.Steady;
import org.operationsgateway.bench.workload.UpdateRate;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command: each workload is a command of its own, which exits 0 if nothing was lost and no
 * stream refused, with 1 if not, and with 3 if it could not be run.
 */
@Command(
        name = "bench/load",
        mixinStandardHelpOptions = true,
        description = "A load generator for servers that stream.",
        subcommands = {
            Broadcast.class,
            Own.class,
            Steady.class,
            UpdateRate.class,
            Flood.class,
            Comeback.class,
            Idle.class,
            Polling.class,
            Mixed.class,
            Report.class
        })
public final class Bench {

    /** Unlike 1, which says that the server has failed. */
    private static final int FAILED = 3;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine command = new CommandLine(new Bench());
        command.registerConverter(Duration.class, new DurationConverter());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExitCodeExceptionMapper(failure -> FAILED);
        return command.execute(arguments);
    }
}
