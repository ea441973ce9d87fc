package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.operationsgateway.bench.load.Deliveries;
import org.operationsgateway.bench.load.Latencies;
import org.operationsgateway.bench.load.Loop;
import org.operationsgateway.bench.load.Mix;
import org.operationsgateway.bench.load.Polls;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.load.Template;
import org.operationsgateway.bench.load.Updates;
import org.operationsgateway.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once: of twenty requests, ten are updates, seven reads, two waits and one a list; and all is streamed. */
@Command(
        name = "mixed",
        mixinStandardHelpOptions = true,
        description = "Updates, reads, waits and lists at a fixed rate, while every operation is streamed.")
public final class Mixed implements Callable<Integer> {

    private static final List<Integer> ORDER = List.of(0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private Target target = new Target();

    @Mixin
    private Audience audience = new Audience(2000, 1000);

    @Option(names = "--connections", description = "which the requests share (${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--rate", description = "requests a second (${DEFAULT-VALUE})")
    private double rate = 2000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Loop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(Loop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), audience.operations());
        Deliveries deliveries = audience.deliveries();
        audience.open(loop, target, topics, deliveries);
        List<Mix.Kind> kinds = kinds(topics, deliveries);
        Producers sending = Producers.open(loop, connections, new Mix(kinds, ORDER));
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

    private List<Mix.Kind> kinds(Topics topics, Deliveries deliveries) {
        Updates updates = new Updates(audience.operations(), topics::update, deliveries);
        return List.of(
                new Mix.Kind("update", updates, new Latencies()),
                reads("read", topic -> target.peer().read(topics.name(topic))),
                reads("wait", topic -> wait(topics.name(topic))),
                reads("list", topic -> target.peer().get("/v1/operations?pageSize=50")));
    }

    /** What a client of long polling does; short, for its connection carries nothing else meanwhile. */
    private Template wait(String topic) {
        return target.peer().get(target.peer().path(topic) + ":wait?timeout=0.02s");
    }

    private Mix.Kind reads(String name, IntFunction<Template> template) {
        return new Mix.Kind(name, new Polls(audience.operations(), template), new Latencies());
    }
}
