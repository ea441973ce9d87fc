package org.operationsgateway.bench.workload;

import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Subscriptions;
import org.operationsgateway.bench.measurement.Deliveries;
import picocli.CommandLine.Option;

/** The options of workloads with streams: the number of streams, and the number of operations that they share. */
final class SubscriberOptions {

    @Option(names = "--subscribers", description = "number of streams (${DEFAULT-VALUE})")
    private int subscribers;

    @Option(names = "--operations", description = "number of operations that the streams share (${DEFAULT-VALUE})")
    private int operations;

    /** Creates the options with the default values of a workload. */
    SubscriberOptions(int subscribers, int operations) {
        this.subscribers = subscribers;
        this.operations = operations;
    }

    int subscribers() {
        return subscribers;
    }

    int operations() {
        return operations;
    }

    Deliveries deliveries() {
        return new Deliveries(subscribers, operations);
    }

    /** Opens the streams and waits until each is accepted or rejected. */
    Subscriptions open(ClientLoop loop, TargetOptions target, Topics topics, Deliveries deliveries)
            throws InterruptedException {
        Subscriptions streams = new Subscriptions(
                loop,
                subscribers,
                deliveries,
                topic -> target.peer().subscribe(topics.name(topic), null).bytes());
        streams.open();
        return streams;
    }
}
