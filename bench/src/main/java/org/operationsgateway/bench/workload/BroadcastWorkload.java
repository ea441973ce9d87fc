package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** One operation with many subscribers, updated by one producer in a closed loop. */
@Command(
        name = "broadcast",
        mixinStandardHelpOptions = true,
        description = "One operation with many subscribers, updated by one producer in a closed loop.")
public final class BroadcastWorkload extends StreamingWorkload {

    /** Creates the workload with its default options. */
    public BroadcastWorkload() {
        super("broadcast", new WorkloadDefaults(1000, 1, 1, 0));
    }
}
