package org.operationsgateway.bench.workload;

import java.io.IOException;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.ReconnectStorm;
import org.operationsgateway.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A reconnect of all streams at the same time, each with the id of its last event. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        description = "All streams are cut and reconnect at once: the time until each has a message that it missed.")
public final class ReconnectWorkload extends Workload {

    @Mixin
    private SubscriberOptions subscribers = new SubscriberOptions(10_000, 1000);

    @Option(names = "--at-a-time", description = "maximum number of connections that are opening (${DEFAULT-VALUE})")
    private int maxOpening = 1000;

    /** Creates the workload with its default options. */
    public ReconnectWorkload() {
        super("storm");
    }

    @Override
    int run(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target().peer(), subscribers.operations());
        ReconnectStorm storm = storm(loop, topics);
        if (!storm.open()) {
            throw new IllegalStateException("Not every stream was opened and received an event id in time");
        }
        storm.close();
        long missedSince = System.nanoTime();
        topics.updateEach(loop);
        double cpuBefore = target().processes().cpuSeconds();
        storm.reconnect(missedSince);
        report(new Result.Figures()
                .add("streams", subscribers.subscribers())
                .add("streamsRefused", storm.rejected())
                .add("streamsUnserved", storm.unserved())
                .add("firstEvent", storm.latencies())
                .add("cpuSeconds", cpuSecondsSince(cpuBefore)));
        return storm.unserved() == 0 ? 0 : 1;
    }

    private ReconnectStorm storm(ClientLoop loop, Topics topics) {
        return new ReconnectStorm(
                loop,
                subscribers.subscribers(),
                maxOpening,
                (stream, id) -> target().peer()
                        .subscribe(topics.name(stream % subscribers.operations()), id)
                        .bytes());
    }
}
