package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Subscriptions;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.server.LiveHeap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many streams without events: the memory of each. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Many streams without events, open for the duration: the memory of each.")
public final class IdleWorkload extends Workload {

    @Mixin
    private SubscriberOptions subscribers = new SubscriberOptions(10_000, 1000);

    @Option(names = "--heap", description = "measure the live heap of the server, a JVM; requires --pid")
    private boolean heap;

    /** Creates the workload with its default options. */
    public IdleWorkload() {
        super("idle");
    }

    @Override
    int run(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target().peer(), subscribers.operations());
        long heapBefore = liveHeap();
        long residentBefore = target().processes().residentKib();
        Subscriptions streams = subscribers.open(loop, target(), topics, subscribers.deliveries());
        double resident = target().processes().residentKib() - residentBefore;
        double cpuBefore = target().processes().cpuSeconds();
        TimeUnit.NANOSECONDS.sleep(target().duration().toNanos());
        Result.Figures figures = new Result.Figures()
                .add("streamsAccepted", streams.accepted())
                .add("streamsRefused", streams.rejected())
                .add("streamsEnded", streams.closed())
                .add("residentKibPerStream", resident / subscribers.subscribers())
                .add("cpuSeconds", cpuSecondsSince(cpuBefore));
        if (heap) {
            figures.add("heapKibPerStream", (liveHeap() - heapBefore) / 1024.0 / subscribers.subscribers());
        }
        report(figures);
        return streams.rejected() == 0 ? 0 : 1;
    }

    private long liveHeap() throws IOException, InterruptedException {
        return heap ? new LiveHeap(target().pids().getFirst()).bytes() : 0;
    }
}
