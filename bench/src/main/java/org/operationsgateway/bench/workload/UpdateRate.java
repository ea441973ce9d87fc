package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Many producers, as fast as they are answered, each update streamed to one subscriber. */
@Command(
        name = "updates",
        mixinStandardHelpOptions = true,
        description = "Many producers, as fast as they are answered, each update streamed to one subscriber.")
public final class UpdateRate extends Streaming {

    /** With its usual shape. */
    public UpdateRate() {
        super("updates", new Shape(1000, 1000, 64, 0));
    }
}
