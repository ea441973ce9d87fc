package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** One operation for each subscriber, updated by a few producers in a closed loop. */
@Command(
        name = "own",
        mixinStandardHelpOptions = true,
        description = "One operation for each subscriber, updated by a few producers in a closed loop.")
public final class OwnOperationWorkload extends StreamingWorkload {

    /** Creates the workload with its default options. */
    public OwnOperationWorkload() {
        super("own", new WorkloadDefaults(1000, 1000, 8, 0));
    }
}
