package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Many streams, and updates at a fixed rate: the latency from the due time of each update. */
@Command(
        name = "steady",
        mixinStandardHelpOptions = true,
        description = "Many streams, and updates at a fixed rate: the latency from the due time of each update.")
public final class SteadyWorkload extends StreamingWorkload {

    /** Creates the workload with its default options. */
    public SteadyWorkload() {
        super("steady", new WorkloadDefaults(10_000, 1000, 8, 2000));
    }
}
