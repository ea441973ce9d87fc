package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.measurement.Deliveries;
import org.operationsgateway.bench.measurement.Outcomes;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.request.PollRequests;
import org.operationsgateway.bench.request.UpdateRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What clients do that have no stream. */
@Command(
        name = "poll",
        mixinStandardHelpOptions = true,
        description = "Clients that read again and again: when each sees a change, and what that costs.")
public final class PollingWorkload implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--pollers", description = "clients (${DEFAULT-VALUE})")
    private int pollers = 1000;

    @Option(names = "--interval", defaultValue = "1s", description = "how often each reads (${DEFAULT-VALUE})")
    private Duration interval = Duration.ZERO;

    @Option(names = "--connections", description = "which they share (${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--operations", description = "(${DEFAULT-VALUE})")
    private int operations = 1000;

    @Option(names = "--rate", description = "updates a second (${DEFAULT-VALUE})")
    private double rate = 200;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), operations);
        PollRequests polls = new PollRequests(pollers, poller -> target.peer().read(topics.name(poller % operations)));
        Producers polling = Producers.open(loop, connections, polls);
        Producers sending =
                Producers.open(loop, 8, new UpdateRequests(operations, topics::update, new Deliveries(0, operations)));
        polling.start(pollers * 1000.0 / interval.toMillis());
        if (rate > 0) {
            sending.start(rate);
        }
        TimeUnit.NANOSECONDS.sleep(target.warmup().toNanos());
        double cpuBefore = target.processes().cpuSeconds();
        loop.run(() -> {
            long now = System.nanoTime();
            polls.begin(now);
            polling.measure(now, now + target.duration().toNanos());
            sending.measure(now, now + target.duration().toNanos());
        });
        TimeUnit.NANOSECONDS.sleep(target.duration().toNanos());
        polling.drain(PATIENCE);
        Outcomes outcomes = polling.outcomes();
        target.report(
                "poll",
                new Result.Figures()
                        .add(
                                "readsPerSecond",
                                outcomes.acknowledged()
                                        * 1000.0
                                        / target.duration().toMillis())
                        .add("readsRefused", outcomes.refused())
                        .add("read", outcomes.latencies())
                        .add("updatesAcknowledged", sending.outcomes().acknowledged())
                        .add("changesSeen", polls.delays().count())
                        .add("seen", polls.delays())
                        .add("cpuSeconds", target.processes().cpuSeconds() - cpuBefore));
        return outcomes.refused() == 0 ? 0 : 1;
    }
}
