package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.ReconnectStorm;
import org.operationsgateway.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All streams break and come back at once, each with the id of what it saw last. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        description = "All streams break and come back at once: the time until each has what it has missed.")
public final class ReconnectWorkload implements Callable<Integer> {

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private SubscriberOptions audience = new SubscriberOptions(10_000, 1000);

    @Option(names = "--at-a-time", description = "connections that are being opened (${DEFAULT-VALUE})")
    private int atATime = 1000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return measure(loop);
        }
    }

    private int measure(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target.peer(), audience.operations());
        ReconnectStorm storm = new ReconnectStorm(
                loop,
                audience.subscribers(),
                atATime,
                (stream, id) -> target.peer()
                        .subscribe(topics.name(stream % audience.operations()), id)
                        .bytes());
        if (!storm.open()) {
            throw new IllegalStateException("Not every stream could be opened, or has an id to resume from");
        }
        storm.drop();
        long missed = System.nanoTime();
        topics.updateEach(loop);
        double cpuBefore = target.processes().cpuSeconds();
        storm.reconnect(missed);
        target.report(
                "storm",
                new Result.Figures()
                        .add("streams", audience.subscribers())
                        .add("streamsRefused", storm.refused())
                        .add("streamsUnserved", storm.unserved())
                        .add("firstEvent", storm.latencies())
                        .add("cpuSeconds", target.processes().cpuSeconds() - cpuBefore));
        return storm.unserved() == 0 ? 0 : 1;
    }
}
