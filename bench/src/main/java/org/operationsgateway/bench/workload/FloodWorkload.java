package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** More producers than the server admits: the number of rejected updates. */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description = "More producers than the server admits: the number of rejected updates.")
public final class FloodWorkload extends StreamingWorkload {

    /** Creates the workload with its default options. */
    public FloodWorkload() {
        super("flood", new WorkloadDefaults(100, 100, 4000, 0));
    }
}
