package org.operationsgateway.bench;

import java.time.Duration;
import org.operationsgateway.bench.report.Report;
import org.operationsgateway.bench.workload.BroadcastWorkload;
import org.operationsgateway.bench.workload.FloodWorkload;
import org.operationsgateway.bench.workload.IdleWorkload;
import org.operationsgateway.bench.workload.MixedWorkload;
import org.operationsgateway.bench.workload.OwnOperationWorkload;
import org.operationsgateway.bench.workload.PollingWorkload;
import org.operationsgateway.bench.workload.ReconnectWorkload;
import org.operationsgateway.bench.workload.SteadyWorkload;
import org.operationsgateway.bench.workload.UpdateWorkload;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/**
 * The command: each workload is a command of its own, which exits 0 if nothing was lost and no
 * stream refused, with 1 if not, and with 3 if it could not be run.
 */
@Command(
        name = "bench/load",
        mixinStandardHelpOptions = true,
        description = "A load generator for servers that stream.",
        subcommands = {
            BroadcastWorkload.class,
            OwnOperationWorkload.class,
            SteadyWorkload.class,
            UpdateWorkload.class,
            FloodWorkload.class,
            ReconnectWorkload.class,
            IdleWorkload.class,
            PollingWorkload.class,
            MixedWorkload.class,
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
