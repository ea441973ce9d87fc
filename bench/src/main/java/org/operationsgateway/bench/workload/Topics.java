package org.operationsgateway.bench.workload;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.peer.Peer;
import org.operationsgateway.bench.request.RequestTemplate;
import org.operationsgateway.bench.request.SingleRequests;

/**
 * The operations of a run, new in each: what earlier runs have left does not disturb it.
 *
 * @param prefix what their names begin with
 */
record Topics(Peer peer, String prefix, int count) {

    /** One after the other: so the number of transactions that this takes is known. */
    private static final int CONNECTIONS = 1;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Creates them on the server, where that is needed. */
    static Topics create(ClientLoop loop, Peer peer, int count) throws InterruptedException {
        Topics topics = new Topics(peer, Long.toString(System.nanoTime(), Character.MAX_RADIX), count);
        var requests = IntStream.range(0, count)
                .mapToObj(topic -> peer.create(topics.name(topic)))
                .filter(Objects::nonNull)
                .toArray(RequestTemplate[]::new);
        topics.sendAll(loop, requests);
        return topics;
    }

    /** Sends a message to each, once. */
    void updateEach(ClientLoop loop) throws InterruptedException {
        sendAll(loop, IntStream.range(0, count).mapToObj(this::update).toArray(RequestTemplate[]::new));
    }

    private void sendAll(ClientLoop loop, RequestTemplate[] requests) throws InterruptedException {
        Producers producers = Producers.open(loop, CONNECTIONS, new SingleRequests(requests.length, index -> requests[index]));
        loop.run(() -> producers.measure(System.nanoTime(), Long.MAX_VALUE));
        producers.start(0);
        producers.drain(PATIENCE);
        loop.run(producers::close);
        if (producers.outcomes().acknowledged() != requests.length) {
            throw new IllegalStateException(
                    "Only %d of %d were accepted".formatted(producers.outcomes().acknowledged(), requests.length));
        }
    }

    String name(int topic) {
        return prefix + "-" + topic;
    }

    RequestTemplate update(int topic) {
        return peer.update(name(topic));
    }
}
