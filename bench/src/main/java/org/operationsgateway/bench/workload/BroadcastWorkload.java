package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** One operation that many watch, as fast as one producer is answered. */
@Command(
        name = "broadcast",
        mixinStandardHelpOptions = true,
        description = "One operation that many watch, as fast as one producer is answered.")
public final class BroadcastWorkload extends StreamingWorkload {

    /** With its usual shape. */
    public BroadcastWorkload() {
        super("broadcast", new WorkloadDefaults(1000, 1, 1, 0));
    }
}
