package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.collection.EventStream.Event;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** The completeness of collection streams under concurrent writes, checked against the log. */
@Timeout(240)
class CollectionStressTest {

    @RegisterExtension
    private static final ReplicaPair REPLICAS = ReplicaPair.withSettings();

    private static final int WRITERS = 8;
    private static final int INCARNATIONS_PER_WRITER = 40;
    private static final int INITIAL_OPERATIONS = 60;
    private static final int SLOW_TRANSACTIONS = 200;
    private static final String LAST = "last";

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();

    @Test
    void everyStreamDeliversEachChangeOnceAndResumesFromEachOfItsCursors() throws Exception {
        for (int i = 0; i < INITIAL_OPERATIONS; i++) {
            REPLICAS.first().create("stress", "initial-" + i, number());
        }
        List<List<Event>> streams = streamsDuringWrites(new Random(7));

        LogOracle log = LogOracle.read(REPLICAS.database(), "stress");
        assertThat(streams).hasSizeGreaterThan(4);
        for (List<Event> events : streams) {
            assertThat(events).noneMatch(event -> event.type().equals("reset"));
            log.assertComplete(Map.of(), events);
        }
        resumeFromEachCursor(log, streams.getFirst(), REPLICAS.second());
        resumeFromEachCursor(log, streams.get(1), REPLICAS.first());
    }

    /** Returns the events of streams that were opened during the writes, each up to the last change. */
    private List<List<Event>> streamsDuringWrites(Random random) throws InterruptedException, ExecutionException {
        List<Future<List<Event>>> streams = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                long seed = random.nextLong();
                writers.add(threads.submit(() -> write(writer, new Random(seed))));
            }
            writers.add(threads.submit(() -> {
                writeInSlowTransactions();
                return null;
            }));
            int incarnations = WRITERS * INCARNATIONS_PER_WRITER;
            for (int opened = 0; opened < 6; opened++) {
                int due = opened * incarnations / 7;
                Replica replica = opened % 2 == 0 ? REPLICAS.first() : REPLICAS.second();
                streams.add(threads.submit(() -> {
                    awaitFinished(due);
                    return follow(replica);
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            REPLICAS.second().create("stress", LAST, number());
        }
        List<List<Event>> events = new ArrayList<>();
        for (Future<List<Event>> stream : streams) {
            events.add(stream.get());
        }
        return events;
    }

    private synchronized void awaitFinished(int incarnations) throws InterruptedException {
        while (finished.get() < incarnations) {
            wait();
        }
    }

    private void write(int writer, Random random) {
        for (int i = 0; i < INCARNATIONS_PER_WRITER; i++) {
            writeIncarnation(random, writer, i);
            finished.incrementAndGet();
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** A snapshot with transactions in progress is the hardest case for readers. */
    private void writeInSlowTransactions() throws SQLException {
        TestDatabase sql = REPLICAS.database();
        for (int i = 0; i < SLOW_TRANSACTIONS; i++) {
            String update = UpdateStatement.of("stress/operations/initial-" + i % INITIAL_OPERATIONS, number());
            sql.run("begin; " + update + "; select pg_sleep(0.02); commit");
        }
    }

    private void writeIncarnation(Random random, int writer, int turn) {
        // One name of each writer has several incarnations.
        boolean recreated = random.nextInt(3) == 0;
        String id = recreated ? writer + "-recreated" : writer + "-" + turn;
        String name = "stress/operations/" + id;
        Replica replica = random.nextBoolean() ? REPLICAS.first() : REPLICAS.second();
        replica.create("stress", id, number());
        for (int updates = random.nextInt(6); updates > 0; updates--) {
            (random.nextBoolean() ? REPLICAS.first() : REPLICAS.second()).update(name, number());
        }
        if (random.nextBoolean()) {
            replica.complete(name, number());
        }
        if (recreated || random.nextInt(3) == 0) {
            replica.delete(name);
        }
    }

    private static List<Event> follow(Replica replica) {
        try (EventStream stream = replica.subscribe("stress/operations")) {
            stream.until(event -> event.isChange() && event.name().endsWith("/" + LAST));
            // Concurrent changes may follow the last one.
            drain(stream);
            return stream.received();
        }
    }

    private static void drain(EventStream stream) {
        while (stream.poll(1000) != null) {
            // The stream records the event.
        }
    }

    private static void resumeFromEachCursor(LogOracle log, List<Event> events, Replica replica) {
        for (int i = 0; i < events.size(); i++) {
            String id = events.get(i).id();
            if (!id.isEmpty()) {
                Map<String, Integer> positions = log.positionsAfter(events.subList(0, i));
                try (EventStream stream = replica.subscribe("stress/operations", id)) {
                    log.assertComplete(positions, stream.until("bookmark"));
                }
            }
        }
    }

    private String number() {
        return "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":" + numbers.incrementAndGet() + "}";
    }
}
