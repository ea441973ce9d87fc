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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.Told.Event;
import org.operationsgateway.gateway.running.PostgresServer;
import org.operationsgateway.gateway.running.TestDatabase;

/** Nothing is missing and nothing comes twice, whoever writes and whenever somebody subscribes: the log is the oracle. */
@Timeout(240)
class CollectionStressTest {

    private static final TestDatabase DATABASE = PostgresServer.SHARED.createDatabase();
    private static final int WRITERS = 8;
    private static final int LIVES_OF_EACH = 40;
    private static final int BEFORE = 60;
    private static final int SLOW_TRANSACTIONS = 200;
    private static final String LAST = "last";

    private static Replica one;
    private static Replica other;

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();

    @BeforeAll
    static void start() {
        one = Replica.start(DATABASE);
        other = Replica.start(DATABASE);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
        DATABASE.drop();
    }

    @Test
    void everyStreamTellsEveryChangeOnceAndCanBeResumedFromEachOfItsIds() throws Exception {
        for (int i = 0; i < BEFORE; i++) {
            one.create("stress", "before-" + i, number());
        }
        List<List<Event>> streams = whileTheyWrite(new Random(7));

        Log log = Log.read(new Sql(DATABASE), "stress");
        assertThat(streams).hasSizeGreaterThan(4);
        for (List<Event> events : streams) {
            assertThat(events).noneMatch(event -> event.type().equals("reset"));
            log.assertNothingIsMissing(Map.of(), events);
        }
        resumeFromEachId(log, streams.getFirst(), other);
        resumeFromEachId(log, streams.get(1), one);
    }

    /** What streams were told that began while the writers were at work, each up to the last change of all. */
    private List<List<Event>> whileTheyWrite(Random random) throws InterruptedException, ExecutionException {
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
            int most = WRITERS * LIVES_OF_EACH;
            for (int begun = 0; begun < 6; begun++) {
                int due = begun * most / 7;
                Replica replica = begun % 2 == 0 ? one : other;
                streams.add(threads.submit(() -> {
                    awaitFinished(due);
                    return follow(replica);
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            other.create("stress", LAST, number());
        }
        List<List<Event>> told = new ArrayList<>();
        for (Future<List<Event>> stream : streams) {
            told.add(stream.get());
        }
        return told;
    }

    private synchronized void awaitFinished(int incarnations) throws InterruptedException {
        while (finished.get() < incarnations) {
            wait();
        }
    }

    private void write(int writer, Random random) {
        for (int i = 0; i < LIVES_OF_EACH; i++) {
            live(random, writer, i);
            finished.incrementAndGet();
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Moments at which such a transaction is under way are what a reader can go wrong by. */
    private void writeInSlowTransactions() throws SQLException {
        Sql sql = new Sql(DATABASE);
        for (int i = 0; i < SLOW_TRANSACTIONS; i++) {
            String update = Sql.update("stress/operations/before-" + i % BEFORE, number());
            sql.run("begin; " + update + "; select pg_sleep(0.02); commit");
        }
    }

    private void live(Random random, int writer, int turn) {
        // A name of each writer's has several lives, one after another.
        boolean again = random.nextInt(3) == 0;
        String id = again ? writer + "-again" : writer + "-" + turn;
        String name = "stress/operations/" + id;
        Replica replica = random.nextBoolean() ? one : other;
        replica.create("stress", id, number());
        for (int updates = random.nextInt(6); updates > 0; updates--) {
            (random.nextBoolean() ? one : other).update(name, number());
        }
        if (random.nextBoolean()) {
            replica.complete(name, number());
        }
        if (again || random.nextInt(3) == 0) {
            replica.delete(name);
        }
    }

    private static List<Event> follow(Replica replica) {
        try (Told told = replica.subscribe("stress/operations")) {
            told.until(event -> event.isChange() && event.name().endsWith("/" + LAST));
            // What has changed at the same time may come after it; the next bookmark is the end of that.
            settle(told);
            return told.all();
        }
    }

    private static void settle(Told told) {
        while (told.poll(1000) != null) {
            // More comes.
        }
    }

    private static void resumeFromEachId(Log log, List<Event> events, Replica replica) {
        for (int i = 0; i < events.size(); i++) {
            String id = events.get(i).id();
            if (!id.isEmpty()) {
                Map<String, Integer> places = Log.places(log, events.subList(0, i));
                try (Told told = replica.subscribe("stress/operations", id)) {
                    log.assertNothingIsMissing(places, told.until("bookmark"));
                }
            }
        }
    }

    private String number() {
        return "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":" + numbers.incrementAndGet() + "}";
    }
}
