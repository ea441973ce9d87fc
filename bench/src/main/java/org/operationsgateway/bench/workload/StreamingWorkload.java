package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

/** Producers that update operations, and subscribers that stream them; each workload is another shape of it. */
@Command
abstract class StreamingWorkload implements Callable<Integer> {

    private static final Duration NO_PROGRESS = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final String workload;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private SubscriberOptions audience;

    @Option(names = "--producers", description = "connections that update (${DEFAULT-VALUE})")
    private int producers;

    @Option(names = "--rate", description = "updates a second, 0 for as many as are answered (${DEFAULT-VALUE})")
    private double rate;

    StreamingWorkload(String workload, WorkloadDefaults shape) {
        this.workload = workload;
        this.audience = new SubscriberOptions(shape.subscribers(), shape.operations());
        this.producers = shape.producers();
        this.rate = shape.rate();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), audience.operations());
        Deliveries deliveries = audience.deliveries();
        long residentBefore = target.processes().residentKib();
        Subscriptions streams = audience.open(loop, target, topics, deliveries);
        double residentPerStream =
                (target.processes().residentKib() - residentBefore) / (double) audience.subscribers();
        Producers sending =
                Producers.open(loop, producers, new UpdateRequests(audience.operations(), topics::update, deliveries));
        sending.start(rate);
        TimeUnit.NANOSECONDS.sleep(target.warmup().toNanos());
        double cpuBefore = target.processes().cpuSeconds();
        long begin = begin(loop, deliveries, sending);
        TimeUnit.NANOSECONDS.sleep(target.duration().toNanos());
        sending.drain(SETTLING);
        settle(loop, deliveries);
        double cpu = target.processes().cpuSeconds() - cpuBefore;
        long end = Math.max(begin + target.duration().toNanos(), deliveries.lastAt());
        Result.Figures figures = figures(deliveries, sending.outcomes(), (end - begin) / 1e9, cpu);
        figures.add("streamsAccepted", streams.accepted());
        figures.add("streamsRefused", streams.refused());
        figures.add("streamsEnded", streams.closedCount());
        if (!target.pids().isEmpty()) {
            figures.add("residentKibPerStream", residentPerStream);
        }
        target.report(workload, figures);
        return deliveries.lost() == 0 && streams.refused() == 0 ? 0 : 1;
    }

    private long begin(ClientLoop loop, Deliveries deliveries, Producers sending) throws InterruptedException {
        return loop.call(() -> {
            long now = System.nanoTime();
            deliveries.begin(now);
            sending.measure(now, now + target.duration().toNanos());
            return now;
        });
    }

    /** Waits until everything has arrived, or for some time nothing has. */
    private static void settle(ClientLoop loop, Deliveries deliveries) throws InterruptedException {
        loop.await(
                () -> deliveries.total() >= deliveries.expected()
                        || System.nanoTime() - deliveries.lastAt() > NO_PROGRESS.toNanos(),
                SETTLING);
    }

    private Result.Figures figures(Deliveries deliveries, Outcomes outcomes, double seconds, double cpu) {
        Result.Figures figures = new Result.Figures()
                .add("seconds", seconds)
                .add("updatesPerSecond", outcomes.acknowledged() / seconds)
                .add("updatesAcknowledged", outcomes.acknowledged())
                .add("updatesRefused", outcomes.refused())
                .add("updatesFailed", outcomes.failed())
                .add("updatesBroken", outcomes.broken())
                .add("update", outcomes.latencies())
                .add("deliveriesPerSecond", deliveries.total() / seconds)
                .add("deliveriesExpected", deliveries.expected())
                .add("deliveriesLost", deliveries.lost())
                .add("deliveriesSurplus", deliveries.surplus())
                .add("delivery", deliveries.latencies());
        if (!target.pids().isEmpty()) {
            figures.add("cpuSeconds", cpu).add("cpuSecondsPerMillion", cpu * 1e6 / Math.max(1, deliveries.total()));
        }
        return figures;
    }
}
