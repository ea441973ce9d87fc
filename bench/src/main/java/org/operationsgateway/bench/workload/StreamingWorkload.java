package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.load.Subscriptions;
import org.operationsgateway.bench.measurement.Deliveries;
import org.operationsgateway.bench.measurement.Outcomes;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.request.UpdateRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A workload of producers that update operations and subscribers that stream them. */
@Command
abstract class StreamingWorkload extends Workload {

    private static final Duration MAX_IDLE = Duration.ofSeconds(2);
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);

    @Mixin
    private SubscriberOptions subscribers;

    @Option(names = "--producers", description = "number of connections that send updates (${DEFAULT-VALUE})")
    private int producers;

    @Option(names = "--rate", description = "updates per second, 0 for a closed loop (${DEFAULT-VALUE})")
    private double rate;

    StreamingWorkload(String name, WorkloadDefaults defaults) {
        super(name);
        this.subscribers = new SubscriberOptions(defaults.subscribers(), defaults.operations());
        this.producers = defaults.producers();
        this.rate = defaults.rate();
    }

    @Override
    final int run(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target().peer(), subscribers.operations());
        Deliveries deliveries = subscribers.deliveries();
        long residentBefore = target().processes().residentKib();
        Subscriptions streams = subscribers.open(loop, target(), topics, deliveries);
        double residentPerStream =
                (target().processes().residentKib() - residentBefore) / (double) subscribers.subscribers();
        Result.Figures figures = measureUpdates(loop, topics, deliveries);
        figures.add("streamsAccepted", streams.accepted());
        figures.add("streamsRefused", streams.rejected());
        figures.add("streamsEnded", streams.closed());
        if (!target().pids().isEmpty()) {
            figures.add("residentKibPerStream", residentPerStream);
        }
        report(figures);
        return deliveries.lost() == 0 && streams.rejected() == 0 ? 0 : 1;
    }

    private Result.Figures measureUpdates(ClientLoop loop, Topics topics, Deliveries deliveries)
            throws InterruptedException {
        UpdateRequests updates = new UpdateRequests(subscribers.operations(), topics::update, deliveries);
        Producers sending = Producers.open(loop, producers, updates);
        sending.start(rate);
        Measurement measurement = measure(loop, (now, end) -> {
            deliveries.startMeasurement(now);
            sending.startMeasurement(now, end);
        });
        sending.drain(SETTLE_TIMEOUT);
        awaitDeliveries(loop, deliveries);
        double cpu = cpuSecondsSince(measurement.cpuBefore());
        long end = Math.max(measurement.start() + target().duration().toNanos(), deliveries.lastArrival());
        return figures(deliveries, sending.outcomes(), (end - measurement.start()) / 1e9, cpu);
    }

    /** Waits until all expected deliveries have arrived, or none has arrived for some time. */
    private static void awaitDeliveries(ClientLoop loop, Deliveries deliveries) throws InterruptedException {
        loop.await(
                () -> deliveries.total() >= deliveries.expected()
                        || System.nanoTime() - deliveries.lastArrival() > MAX_IDLE.toNanos(),
                SETTLE_TIMEOUT);
    }

    private Result.Figures figures(Deliveries deliveries, Outcomes outcomes, double seconds, double cpu) {
        Result.Figures figures = new Result.Figures()
                .add("seconds", seconds)
                .add("updatesPerSecond", outcomes.acknowledged() / seconds)
                .add("updatesAcknowledged", outcomes.acknowledged())
                .add("updatesRefused", outcomes.rejected())
                .add("updatesFailed", outcomes.failed())
                .add("updatesBroken", outcomes.broken())
                .add("update", outcomes.latencies())
                .add("deliveriesPerSecond", deliveries.total() / seconds)
                .add("deliveriesExpected", deliveries.expected())
                .add("deliveriesLost", deliveries.lost())
                .add("deliveriesSurplus", deliveries.surplus())
                .add("delivery", deliveries.latencies());
        if (!target().pids().isEmpty()) {
            figures.add("cpuSeconds", cpu).add("cpuSecondsPerMillion", cpu * 1e6 / Math.max(1, deliveries.total()));
        }
        return figures;
    }
}
