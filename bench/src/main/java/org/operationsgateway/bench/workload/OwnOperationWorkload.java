package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Each subscriber watches an operation of its own, as fast as the producers are answered. */
@Command(
        name = "own",
        mixinStandardHelpOptions = true,
        description = "Each subscriber watches an operation of its own, as fast as the producers are answered.")
public final class OwnOperationWorkload extends StreamingWorkload {

    /** With its usual shape. */
    public OwnOperationWorkload() {
        super("own", new WorkloadDefaults(1000, 1000, 8, 0));
    }
}
