package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseItem.Event;
import org.operationsgateway.gateway.sse.SseSubscriber;

/** Many operations change at once, and many subscribers come and go meanwhile. */
class EveryRevisionIT {

    private static final int OPERATIONS = 200;
    private static final int UPDATES = 20;
    /** Of each operation. */
    private static final int SUBSCRIBERS = 3;

    private static final int PRODUCERS = 16;
    /** Created, updated, completed. */
    private static final int REVISIONS = UPDATES + 2;

    /** So that a stream isn't silent just because its operation has to wait: one that is silent for long is dead. */
    private static final String HEARTBEAT = "--gateway.watch.heartbeat=2s";

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Test
    void eachSubscriberSeesEachRevisionOnceAndInOrderHoweverOftenItReconnects() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Reproduce with -Dseed=" + seed);
        try (Database database = Database.create();
                GatewayProcess gateway = GatewayProcess.start(database, HEARTBEAT);
                Producer producer = new Producer(gateway);
                SseClient client = new SseClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            inParallel(threads, operation -> producer.create("op-" + operation));
            List<SseSubscriber> subscribers = subscribers(gateway, client, seed);
            List<Future<?>> following = follow(threads, subscribers);
            inParallel(threads, operation -> work(producer, "op-" + operation));
            awaitAll(following);
            subscribers.forEach(EveryRevisionIT::sawEverything);
            long connections = subscribers.stream()
                    .mapToInt(subscriber -> subscriber.connections().size())
                    .sum();
            System.out.printf("%d subscribers over %d connections%n", subscribers.size(), connections);
        }
    }

    private static List<SseSubscriber> subscribers(GatewayProcess gateway, SseClient client, long seed) {
        return IntStream.range(0, OPERATIONS * SUBSCRIBERS)
                .mapToObj(i -> {
                    Random random = new Random(seed + i);
                    return new SseSubscriber(
                            client,
                            gateway.uri("/v1/operations/op-" + i / SUBSCRIBERS),
                            () -> random.nextInt(1, 2 * REVISIONS));
                })
                .toList();
    }

    /** Returns when all have begun. */
    private static List<Future<?>> follow(ExecutorService threads, List<SseSubscriber> subscribers)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(subscribers.size());
        List<Future<?>> following = new ArrayList<>();
        for (SseSubscriber subscriber : subscribers) {
            following.add(threads.submit(() -> subscriber.follow(begun::countDown)));
        }
        assertThat(begun.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return following;
    }

    /** One change right after another, which is when subscribers race with what comes next. */
    private static void work(Producer producer, String id) {
        for (int step = 2; step <= UPDATES + 1; step++) {
            producer.update(id, step);
        }
        producer.complete(id);
    }

    private interface Work {
        void on(int operation);
    }

    private static void inParallel(ExecutorService threads, Work work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int first = p;
            running.add(threads.submit(() -> {
                for (int operation = first; operation < OPERATIONS; operation += PRODUCERS) {
                    work.on(operation);
                }
            }));
        }
        awaitAll(running);
    }

    private static void awaitAll(List<Future<?>> running)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> one : running) {
            one.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void sawEverything(SseSubscriber subscriber) {
        List<Event> states = subscriber.connections().stream()
                .flatMap(List::stream)
                .filter(event -> event.type().equals("message"))
                .toList();
        assertThat(states)
                .as("states that came over %s", subscriber.connections())
                .extracting(Revisions::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, REVISIONS).boxed().toList());
        assertThat(states.subList(0, REVISIONS - 1))
                .allSatisfy(state -> assertThat(state.data()).contains(Producer.progress(Revisions.number(state))));
        assertThat(states.getLast().data()).contains("\"done\":true");
        assertEnd(subscriber.connections());
    }

    /** By an event, unless the subscriber hung up between the last state and that event. */
    private static void assertEnd(List<List<Event>> connections) {
        List<String> others = connections.stream()
                .flatMap(List::stream)
                .map(Event::type)
                .filter(type -> !type.equals("message"))
                .toList();
        boolean hungUpBefore = connections.getLast().getLast().type().equals("message");
        assertThat(others)
                .as("events that came over %s", connections)
                .isEqualTo(hungUpBefore ? List.of() : List.of("done"));
    }
}
