package org.operationsgateway.bench.workload;

import picocli.CommandLine.Command;

/** Each subscriber watches an operation of its own, as fast as the producers are answered. */
@Command(
        name = "own",
        mixinStandardHelpOptions = true,
        description = "Each subscriber watches an operation of its own, as fast as the producers are answered.")
public final class Own extends Streaming {

    /** With its usual shape. */
    public Own() {
        super("own", new Shape(1000, 1000, 8, 0));
    }
}
