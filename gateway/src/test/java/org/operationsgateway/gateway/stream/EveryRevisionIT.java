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
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.operationsgateway.testkit.sse.SseSubscriber;

/** A stress test of concurrent changes of many operations, with subscribers that disconnect and resume. */
class EveryRevisionIT {

    private static final int OPERATIONS = 200;
    private static final int UPDATES = 20;
    /** Per operation. */
    private static final int SUBSCRIBERS = 3;

    private static final int PRODUCERS = 16;
    /** The create, the updates and the completion. */
    private static final int REVISIONS = UPDATES + 2;

    /** Short, because a client regards a silent stream as dead, also while its operation waits for a thread. */
    private static final String HEARTBEAT = "gateway.watch.heartbeat=2s";

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Test
    void eachSubscriberReceivesEachRevisionOnceAndInOrderAcrossReconnects() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Reproduce with -Dseed=" + seed);
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database, HEARTBEAT);
                SseClient client = new SseClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Producer producer = gateway.producer();
            inParallel(threads, operation -> producer.create("op-" + operation));
            List<SseSubscriber> subscribers = subscribers(gateway, client, seed);
            List<Future<?>> following = follow(threads, subscribers);
            inParallel(threads, operation -> change(producer, "op-" + operation));
            awaitAll(following);
            subscribers.forEach(EveryRevisionIT::assertReceivedEverything);
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

    /** Starts the subscribers, and returns when each has received its first event. */
    private static List<Future<?>> follow(ExecutorService threads, List<SseSubscriber> subscribers)
            throws InterruptedException {
        CountDownLatch started = new CountDownLatch(subscribers.size());
        List<Future<?>> following = new ArrayList<>();
        for (SseSubscriber subscriber : subscribers) {
            following.add(threads.submit(() -> subscriber.follow(started::countDown)));
        }
        assertThat(started.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return following;
    }

    /** Changes the operation without a pause, so that subscribers resume during changes. */
    private static void change(Producer producer, String id) {
        for (int step = 2; step <= UPDATES + 1; step++) {
            producer.update(id, step);
        }
        producer.complete(id);
    }

    private interface Task {
        void run(int operation);
    }

    private static void inParallel(ExecutorService threads, Task task) throws Exception {
        List<Future<?>> tasks = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int first = p;
            tasks.add(threads.submit(() -> {
                for (int operation = first; operation < OPERATIONS; operation += PRODUCERS) {
                    task.run(operation);
                }
            }));
        }
        awaitAll(tasks);
    }

    private static void awaitAll(List<Future<?>> tasks)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> task : tasks) {
            task.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void assertReceivedEverything(SseSubscriber subscriber) {
        List<Event> states = subscriber.connections().stream()
                .flatMap(List::stream)
                .filter(event -> event.type().equals("message"))
                .toList();
        assertThat(states)
                .as("states received over %s", subscriber.connections())
                .extracting(Revisions::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, REVISIONS).boxed().toList());
        assertThat(states.subList(0, REVISIONS - 1))
                .allSatisfy(state -> assertThat(state.data()).contains(Producer.progress(Revisions.number(state))));
        assertThat(states.getLast().data()).contains("\"done\":true");
        assertEnd(subscriber.connections());
    }

    /** Expects one final event, unless the subscriber disconnected between the last state and that event. */
    private static void assertEnd(List<List<Event>> connections) {
        List<String> others = connections.stream()
                .flatMap(List::stream)
                .map(Event::type)
                .filter(type -> !type.equals("message"))
                .toList();
        boolean disconnectedBefore = connections.getLast().getLast().type().equals("message");
        assertThat(others)
                .as("events received over %s", connections)
                .isEqualTo(disconnectedBefore ? List.of() : List.of("done"));
    }
}
