package org.operationsgateway.bench.workload;

import picocli.CommandLine.Option;

/** The options of workloads with reads: the number of connections, and a rate. */
final class RequestOptions {

    @Option(names = "--connections", description = "number of connections that share the requests (${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(
            names = "--rate",
            description = "for poll, updates per second; otherwise requests per second (${DEFAULT-VALUE})")
    private double rate;

    /** Creates the options with the default rate of a workload. */
    RequestOptions(double rate) {
        this.rate = rate;
    }

    int connections() {
        return connections;
    }

    double rate() {
        return rate;
    }
}
