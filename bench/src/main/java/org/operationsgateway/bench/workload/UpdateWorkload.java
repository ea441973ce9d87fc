package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** One operation for each subscriber, updated by many producers in a closed loop. */
@Command(
        name = "updates",
        mixinStandardHelpOptions = true,
        description = "One operation for each subscriber, updated by many producers in a closed loop.")
public final class UpdateWorkload extends StreamingWorkload {

    /** Creates the workload with its default options. */
    public UpdateWorkload() {
        super("updates", new WorkloadDefaults(1000, 1000, 64, 0));
    }
}
