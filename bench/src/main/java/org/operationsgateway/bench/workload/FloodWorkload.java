package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** More producers than the server has room for: how many are refused. */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description = "More producers than the server has room for: how many are refused.")
public final class FloodWorkload extends StreamingWorkload {

    /** With its usual shape. */
    public FloodWorkload() {
        super("flood", new WorkloadDefaults(100, 100, 4000, 0));
    }
}
