package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Many producers, as fast as they are answered, each update streamed to one subscriber. */
@Command(
        name = "updates",
        mixinStandardHelpOptions = true,
        description = "Many producers, as fast as they are answered, each update streamed to one subscriber.")
public final class UpdateWorkload extends StreamingWorkload {

    /** With its usual shape. */
    public UpdateWorkload() {
        super("updates", new WorkloadDefaults(1000, 1000, 64, 0));
    }
}
