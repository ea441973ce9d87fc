package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** A subscriber of one gateway sees what is written at another, on the same database. */
class TwoReplicasIT {

    @Nested
    class WithSignals extends Replicas {

        WithSignals() {
            super(200, Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Nested
    class WithoutSignals extends Replicas {

        WithoutSignals() {
            super(40, Duration.ofSeconds(1), Duration.ofSeconds(2), "--gateway.signal.enabled=false");
        }
    }

    /** What holds of two gateways however they learn of each other's changes. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Replicas {

        private final int samples;
        private final Duration median;
        private final Duration longest;
        private final String[] options;
        private Database database;
        private GatewayProcess here;
        private GatewayProcess there;
        private Producer producer;
        private SseClient client;

        /**
         * Sets what is promised.
         *
         * @param samples how many changes are measured
         * @param median from before a change is asked for to its being read at the other gateway, less than this
         * @param longest the same, of any change
         */
        Replicas(int samples, Duration median, Duration longest, String... options) {
            this.samples = samples;
            this.median = median;
            this.longest = longest;
            this.options = options;
        }

        @BeforeAll
        void start() {
            database = Database.create();
            here = GatewayProcess.start(database, options);
            there = GatewayProcess.start(database, options);
            producer = new Producer(there);
            client = new SseClient();
        }

        @AfterAll
        void stop() {
            client.close();
            producer.close();
            there.close();
            here.close();
            database.close();
        }

        @Test
        void aChangeAtOneIsSoonReadAtTheOther() {
            follow("warm-up", samples / 4);
            long[] nanos = follow("measured", samples);
            Arrays.sort(nanos);
            Duration p50 = Duration.ofNanos(nanos[nanos.length / 2]);
            Duration p99 = Duration.ofNanos(nanos[nanos.length * 99 / 100]);
            Duration most = Duration.ofNanos(nanos[nanos.length - 1]);
            System.out.printf(
                    "%s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    getClass().getSimpleName(), millis(p50), millis(p99), millis(most));
            assertThat(p50).isLessThan(median);
            assertThat(most).isLessThan(longest);
        }

        private static double millis(Duration duration) {
            return duration.toNanos() / 1e6;
        }

        /** Changes an operation, waits until the change is read, and so on; how long each took. */
        private long[] follow(String id, int changes) {
            producer.create(id);
            try (SseConnection stream = client.open(here.uri("/v1/operations/" + id))) {
                assertThat(Revisions.number(stream.next())).isEqualTo(1);
                return IntStream.rangeClosed(2, changes + 1)
                        .mapToLong(step -> {
                            long before = System.nanoTime();
                            producer.update(id, step);
                            SseConnection.Timed read = stream.nextTimed();
                            assertThat(read.item().toString()).contains(Producer.progress(step));
                            return read.nanoTime() - before;
                        })
                        .toArray();
            }
        }

        @Test
        void aBurstAtOneIsReadInFullAtTheOther() {
            producer.create("burst");
            try (SseConnection stream = client.open(here.uri("/v1/operations/burst"))) {
                stream.next();
                for (int step = 2; step <= 100; step++) {
                    producer.update("burst", step);
                }
                producer.complete("burst");
                List<Event> rest = stream.rest();
                assertThat(rest.subList(0, 100))
                        .extracting(Revisions::number)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(2, 101).boxed().toList());
                assertThat(rest.subList(100, rest.size()))
                        .extracting(Event::type)
                        .containsExactly("done");
            }
        }

        @Test
        void whatIsDeletedAtOneEndsAtTheOther() {
            producer.create("deleted");
            try (SseConnection stream = client.open(here.uri("/v1/operations/deleted"))) {
                stream.next();
                producer.delete("deleted");
                assertThat(stream.rest()).extracting(Event::type).containsExactly("deleted");
            }
            try (SseConnection again = client.open(here.uri("/v1/operations/deleted"))) {
                assertThat(again.head().statusCode()).isEqualTo(404);
            }
        }

        @Test
        void whatIsDeletedAndCreatedAnewAtOneEndsAtTheOther() {
            producer.create("reborn");
            try (SseConnection stream = client.open(here.uri("/v1/operations/reborn"))) {
                stream.next();
                producer.delete("reborn");
                producer.create("reborn");
                assertThat(stream.rest()).extracting(Event::type).containsExactly("deleted");
            }
            try (SseConnection again = client.open(here.uri("/v1/operations/reborn"))) {
                assertThat(Revisions.number(again.next())).isEqualTo(1);
            }
        }

        @Test
        void aStreamGoesOnAtTheOtherWhereItStopped() {
            producer.create("moved");
            String seen;
            try (SseConnection stream = client.open(there.uri("/v1/operations/moved"))) {
                producer.update("moved", 2);
                producer.update("moved", 3);
                stream.next();
                seen = stream.next().lastEventId();
            }
            try (SseConnection stream = client.reopen(here.uri("/v1/operations/moved"), seen)) {
                assertThat(Revisions.number(stream.next())).isEqualTo(3);
            }
        }
    }
}
