package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Subscriptions;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.server.LiveHeap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many streams on which nothing happens. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Many streams on which nothing happens, for the duration: the memory that each holds.")
public final class IdleWorkload implements Callable<Integer> {

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private SubscriberOptions audience = new SubscriberOptions(10_000, 1000);

    @Option(names = "--heap", description = "look into the heap of the server, a JVM: needs --pid")
    private boolean heap;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), audience.operations());
        long heapBefore = liveHeap();
        long residentBefore = target.processes().residentKib();
        Subscriptions streams = audience.open(loop, target, topics, audience.deliveries());
        double resident = target.processes().residentKib() - residentBefore;
        double cpuBefore = target.processes().cpuSeconds();
        TimeUnit.NANOSECONDS.sleep(target.duration().toNanos());
        Result.Figures figures = new Result.Figures()
                .add("streamsAccepted", streams.accepted())
                .add("streamsRefused", streams.refused())
                .add("streamsEnded", streams.closedCount())
                .add("residentKibPerStream", resident / audience.subscribers())
                .add("cpuSeconds", target.processes().cpuSeconds() - cpuBefore);
        if (heap) {
            figures.add("heapKibPerStream", (liveHeap() - heapBefore) / 1024.0 / audience.subscribers());
        }
        target.report("idle", figures);
        return streams.refused() == 0 ? 0 : 1;
    }

    private long liveHeap() throws IOException, InterruptedException {
        return heap ? new LiveHeap(target.pids().getFirst()).bytes() : 0;
    }
}
