package org.operationsgateway.bench.workload;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.load.Producers;
import org.operationsgateway.bench.peer.PeerRequests;
import org.operationsgateway.bench.request.RequestTemplate;
import org.operationsgateway.bench.request.SingleRequests;

/**
 * The operations of one run, with new names in each run.
 *
 * @param prefix the prefix of the names
 */
record Topics(PeerRequests peer, String prefix, int count) {

    /** One request at a time. Each is one transaction, so {@code bench/compare} can subtract them. */
    private static final int CONNECTIONS = 1;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** Creates the topics on the server, if it requires that. */
    static Topics create(ClientLoop loop, PeerRequests peer, int count) throws InterruptedException {
        Topics topics = new Topics(peer, Long.toString(System.nanoTime(), Character.MAX_RADIX), count);
        var requests = IntStream.range(0, count)
                .mapToObj(topic -> peer.create(topics.name(topic)))
                .filter(Objects::nonNull)
                .toArray(RequestTemplate[]::new);
        topics.sendAll(loop, requests);
        return topics;
    }

    /** Sends one message to each topic. */
    void updateEach(ClientLoop loop) throws InterruptedException {
        sendAll(loop, IntStream.range(0, count).mapToObj(this::update).toArray(RequestTemplate[]::new));
    }

    private void sendAll(ClientLoop loop, RequestTemplate[] requests) throws InterruptedException {
        Producers producers =
                Producers.open(loop, CONNECTIONS, new SingleRequests(requests.length, index -> requests[index]));
        loop.run(() -> producers.startMeasurement(System.nanoTime(), Long.MAX_VALUE));
        producers.start(0);
        producers.drain(TIMEOUT);
        loop.run(producers::close);
        if (producers.outcomes().acknowledged() != requests.length) {
            throw new IllegalStateException("The server acknowledged only %d of %d requests"
                    .formatted(producers.outcomes().acknowledged(), requests.length));
        }
    }

    String name(int topic) {
        return prefix + "-" + topic;
    }

    RequestTemplate update(int topic) {
        return peer.update(name(topic));
    }
}
