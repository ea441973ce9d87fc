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
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line, with one subcommand for each workload.
 *
 * <p>The exit code is 0 if no delivery was lost and no stream was rejected, 1 otherwise, and 3 if the workload could
 * not run.
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

    /** The exit code of a workload that could not run. 1 means that the server failed. */
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
