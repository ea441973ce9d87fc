package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Many streams, and updates at a fixed rate: latency from when each should have been sent. */
@Command(
        name = "steady",
        mixinStandardHelpOptions = true,
        description = "Many streams, and updates at a fixed rate: latency from when each should have been sent.")
public final class SteadyWorkload extends StreamingWorkload {

    /** With its usual shape. */
    public SteadyWorkload() {
        super("steady", new WorkloadDefaults(10_000, 1000, 8, 2000));
    }
}
