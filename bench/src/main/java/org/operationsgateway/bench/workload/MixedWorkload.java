package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.measurement.Deliveries;
import org.operationsgateway.bench.measurement.LatencyHistogram;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.request.MixedRequests;
import org.operationsgateway.bench.request.PollRequests;
import org.operationsgateway.bench.request.RequestTemplate;
import org.operationsgateway.bench.request.UpdateRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once: of twenty requests, ten are updates, seven reads, two waits and one a list; and all is streamed. */
@Command(
        name = "mixed",
        mixinStandardHelpOptions = true,
        description = "Updates, reads, waits and lists at a fixed rate, while every operation is streamed.")
public final class MixedWorkload implements Callable<Integer> {

    private static final List<Integer> ORDER = List.of(0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private SubscriberOptions audience = new SubscriberOptions(2000, 1000);

    @Option(names = "--connections", description = "which the requests share (${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--rate", description = "requests a second (${DEFAULT-VALUE})")
    private double rate = 2000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), audience.operations());
        Deliveries deliveries = audience.deliveries();
        audience.open(loop, target, topics, deliveries);
        List<MixedRequests.Kind> kinds = kinds(topics, deliveries);
        Producers sending = Producers.open(loop, connections, new MixedRequests(kinds, ORDER));
        sending.start(rate);
        TimeUnit.NANOSECONDS.sleep(target.warmup().toNanos());
        double cpuBefore = target.processes().cpuSeconds();
        loop.run(() -> {
            long now = System.nanoTime();
            deliveries.begin(now);
            kinds.forEach(kind -> kind.latencies().reset());
            sending.measure(now, now + target.duration().toNanos());
        });
        TimeUnit.NANOSECONDS.sleep(target.duration().toNanos());
        sending.drain(PATIENCE);
        loop.await(() -> deliveries.total() >= deliveries.expected(), PATIENCE);
        Result.Figures figures = new Result.Figures()
                .add("requestsAcknowledged", sending.outcomes().acknowledged())
                .add("requestsRefused", sending.outcomes().refused())
                .add("requestsFailed", sending.outcomes().failed())
                .add("deliveriesExpected", deliveries.expected())
                .add("deliveriesLost", deliveries.lost())
                .add("delivery", deliveries.latencies())
                .add("cpuSeconds", target.processes().cpuSeconds() - cpuBefore);
        kinds.forEach(kind -> figures.add(kind.name(), kind.latencies()));
        target.report("mixed", figures);
        return deliveries.lost() == 0 ? 0 : 1;
    }

    private List<MixedRequests.Kind> kinds(Topics topics, Deliveries deliveries) {
        UpdateRequests updates = new UpdateRequests(audience.operations(), topics::update, deliveries);
        return List.of(
                new MixedRequests.Kind("update", updates, new LatencyHistogram()),
                reads("read", topic -> target.peer().read(topics.name(topic))),
                reads("wait", topic -> wait(topics.name(topic))),
                reads("list", topic -> target.peer().get("/v1/operations?pageSize=50")));
    }

    /** What a client of long polling does; short, for its connection carries nothing else meanwhile. */
    private RequestTemplate wait(String topic) {
        return target.peer().get(target.peer().path(topic) + ":wait?timeout=0.02s");
    }

    private MixedRequests.Kind reads(String name, IntFunction<RequestTemplate> template) {
        return new MixedRequests.Kind(name, new PollRequests(audience.operations(), template), new LatencyHistogram());
    }
}
