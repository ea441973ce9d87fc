package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.measurement.Deliveries;
import org.operationsgateway.bench.measurement.LatencyHistogram;
import org.operationsgateway.bench.measurement.Outcomes;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.request.MixedRequests;
import org.operationsgateway.bench.request.PollRequests;
import org.operationsgateway.bench.request.RequestTemplate;
import org.operationsgateway.bench.request.UpdateRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A mix of requests while all operations are streamed: of 20 requests, 10 updates, 7 reads, 2 waits and 1 list. */
@Command(
        name = "mixed",
        mixinStandardHelpOptions = true,
        description = "Updates, reads, waits and lists at a fixed rate, while every operation is streamed.")
public final class MixedWorkload extends Workload {

    private static final List<Integer> CYCLE = List.of(0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 3);
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);

    @Mixin
    private SubscriberOptions subscribers = new SubscriberOptions(2000, 1000);

    @Mixin
    private RequestOptions requests = new RequestOptions(2000);

    /** Creates the workload with its default options. */
    public MixedWorkload() {
        super("mixed");
    }

    @Override
    int run(ClientLoop loop) throws IOException, InterruptedException {
        Topics topics = Topics.create(loop, target().peer(), subscribers.operations());
        Deliveries deliveries = subscribers.deliveries();
        subscribers.open(loop, target(), topics, deliveries);
        List<MixedRequests.Kind> kinds = kinds(topics, deliveries);
        Producers sending = Producers.open(loop, requests.connections(), new MixedRequests(kinds, CYCLE));
        sending.start(requests.rate());
        Measurement measurement = measure(loop, (now, end) -> {
            deliveries.startMeasurement(now);
            kinds.forEach(kind -> kind.latencies().reset());
            sending.startMeasurement(now, end);
        });
        sending.drain(SETTLE_TIMEOUT);
        loop.await(() -> deliveries.total() >= deliveries.expected(), SETTLE_TIMEOUT);
        Result.Figures figures = figures(sending.outcomes(), deliveries, measurement);
        kinds.forEach(kind -> figures.add(kind.name(), kind.latencies()));
        report(figures);
        return deliveries.lost() == 0 ? 0 : 1;
    }

    private Result.Figures figures(Outcomes outcomes, Deliveries deliveries, Measurement measurement) {
        return new Result.Figures()
                .add("requestsAcknowledged", outcomes.acknowledged())
                .add("requestsRefused", outcomes.rejected())
                .add("requestsFailed", outcomes.failed())
                .add("deliveriesExpected", deliveries.expected())
                .add("deliveriesLost", deliveries.lost())
                .add("delivery", deliveries.latencies())
                .add("cpuSeconds", cpuSecondsSince(measurement.cpuBefore()));
    }

    private List<MixedRequests.Kind> kinds(Topics topics, Deliveries deliveries) {
        UpdateRequests updates = new UpdateRequests(subscribers.operations(), topics::update, deliveries);
        return List.of(
                new MixedRequests.Kind("update", updates, new LatencyHistogram()),
                reads("read", topic -> target().peer().read(topics.name(topic))),
                reads("wait", topic -> wait(topics.name(topic))),
                reads("list", topic -> target().peer().get("/v1/operations?pageSize=50")));
    }

    /** Returns a request of a long-polling client. Its timeout is short because it blocks its connection. */
    private RequestTemplate wait(String topic) {
        return target().peer().get(target().peer().path(topic) + ":wait?timeout=0.02s");
    }

    private MixedRequests.Kind reads(String name, IntFunction<RequestTemplate> template) {
        return new MixedRequests.Kind(
                name, new PollRequests(subscribers.operations(), template), new LatencyHistogram());
    }
}
