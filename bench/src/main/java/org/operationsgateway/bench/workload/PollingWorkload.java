package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
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

/** Clients that poll operations instead of streaming them. */
@Command(
        name = "poll",
        mixinStandardHelpOptions = true,
        description =
                "Clients that poll operations: the delay from a change to the read that returns it, and the cost.")
public final class PollingWorkload extends Workload {

    private static final int PRODUCERS = 8;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    @Option(names = "--pollers", description = "number of clients (${DEFAULT-VALUE})")
    private int pollers = 1000;

    @Option(
            names = "--interval",
            defaultValue = "1s",
            description = "time between two reads of a client (${DEFAULT-VALUE})")
    private Duration interval = Duration.ZERO;

    @Option(names = "--operations", description = "number of operations (${DEFAULT-VALUE})")
    private int operations = 1000;

    @Mixin
    private RequestOptions requests = new RequestOptions(200);

    /** Creates the workload with its default options. */
    public PollingWorkload() {
        super("poll");
    }

    @Override
    int run(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target().peer(), operations);
        PollRequests polls =
                new PollRequests(pollers, poller -> target().peer().read(topics.name(poller % operations)));
        UpdateRequests updates = new UpdateRequests(operations, topics::update, new Deliveries(0, operations));
        Producers polling = Producers.open(loop, requests.connections(), polls);
        Producers sending = Producers.open(loop, PRODUCERS, updates);
        polling.start(pollers * 1000.0 / interval.toMillis());
        if (requests.rate() > 0) {
            sending.start(requests.rate());
        }
        Measurement measurement = measure(loop, (now, end) -> {
            polls.startMeasurement(now);
            polling.startMeasurement(now, end);
            sending.startMeasurement(now, end);
        });
        polling.drain(DRAIN_TIMEOUT);
        report(figures(polling.outcomes(), sending.outcomes(), polls, measurement));
        return polling.outcomes().rejected() == 0 ? 0 : 1;
    }

    private Result.Figures figures(Outcomes reads, Outcomes updates, PollRequests polls, Measurement measurement) {
        return new Result.Figures()
                .add(
                        "readsPerSecond",
                        reads.acknowledged() * 1000.0 / target().duration().toMillis())
                .add("readsRefused", reads.rejected())
                .add("read", reads.latencies())
                .add("updatesAcknowledged", updates.acknowledged())
                .add("changesSeen", polls.delays().count())
                .add("seen", polls.delays())
                .add("cpuSeconds", cpuSecondsSince(measurement.cpuBefore()));
    }
}
