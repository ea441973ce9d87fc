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
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of two replicas: a subscriber of one receives the changes that are made on the other. */
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
            super(40, Duration.ofSeconds(1), Duration.ofSeconds(2), "gateway.signal.enabled=false");
        }
    }

    /** The tests that pass with and without signals. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Replicas {

        private final int samples;
        private final Duration median;
        private final Duration maxLatency;
        private final String[] options;
        private TestDatabase database;
        private GatewayProcess streaming;
        private GatewayProcess changing;
        private Producer producer;
        private SseClient client;

        /**
         * Sets the promised latencies, from the request of a change to its delivery by the other replica.
         *
         * @param samples the number of measured changes
         * @param median the exclusive bound of the median
         * @param maxLatency the exclusive bound of each sample
         */
        Replicas(int samples, Duration median, Duration maxLatency, String... options) {
            this.samples = samples;
            this.median = median;
            this.maxLatency = maxLatency;
            this.options = options;
        }

        @BeforeAll
        void start() {
            database = TestDatabase.create();
            streaming = GatewayProcess.start(database, options);
            changing = GatewayProcess.start(database, options);
            producer = changing.producer();
            client = new SseClient();
        }

        @AfterAll
        void stop() {
            client.close();
            changing.close();
            streaming.close();
            database.close();
        }

        @Test
        void aChangeIsDeliveredByTheOtherReplicaWithinTheBounds() {
            measure("warm-up", samples / 4);
            long[] nanos = measure("measured", samples);
            Arrays.sort(nanos);
            Duration p50 = Duration.ofNanos(nanos[nanos.length / 2]);
            Duration p99 = Duration.ofNanos(nanos[nanos.length * 99 / 100]);
            Duration max = Duration.ofNanos(nanos[nanos.length - 1]);
            System.out.printf(
                    "%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    getClass().getSimpleName(), millis(p50), millis(p99), millis(max));
            assertThat(p50).isLessThan(median);
            assertThat(max).isLessThan(maxLatency);
        }

        private static double millis(Duration duration) {
            return duration.toNanos() / 1e6;
        }

        /** Makes changes one after another, each after the delivery of the one before, and returns their latencies. */
        private long[] measure(String id, int changes) {
            producer.create(id);
            try (SseConnection stream = client.open(streaming.uri("/v1/operations/" + id))) {
                assertThat(Revisions.number(stream.next())).isEqualTo(1);
                return IntStream.rangeClosed(2, changes + 1)
                        .mapToLong(step -> {
                            long before = System.nanoTime();
                            producer.update(id, step);
                            SseConnection.Timed received = stream.nextTimed();
                            assertThat(received.item().toString()).contains(Producer.progress(step));
                            return received.nanoTime() - before;
                        })
                        .toArray();
            }
        }

        @Test
        void aBurstIsDeliveredInFullByTheOtherReplica() {
            producer.create("burst");
            try (SseConnection stream = client.open(streaming.uri("/v1/operations/burst"))) {
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
        void aDeletionEndsTheStreamOnTheOtherReplica() {
            producer.create("deleted");
            try (SseConnection stream = client.open(streaming.uri("/v1/operations/deleted"))) {
                stream.next();
                producer.delete("deleted");
                assertThat(stream.rest()).extracting(Event::type).containsExactly("deleted");
            }
            try (SseConnection second = client.open(streaming.uri("/v1/operations/deleted"))) {
                assertThat(second.head().statusCode()).isEqualTo(404);
            }
        }

        @Test
        void aDeletionAndASecondCreateEndTheStreamOnTheOtherReplica() {
            producer.create("recreated");
            try (SseConnection stream = client.open(streaming.uri("/v1/operations/recreated"))) {
                stream.next();
                producer.delete("recreated");
                producer.create("recreated");
                assertThat(stream.rest()).extracting(Event::type).containsExactly("deleted");
            }
            try (SseConnection second = client.open(streaming.uri("/v1/operations/recreated"))) {
                assertThat(Revisions.number(second.next())).isEqualTo(1);
            }
        }

        @Test
        void aStreamIsResumedOnTheOtherReplica() {
            producer.create("moved");
            String lastEventId;
            try (SseConnection stream = client.open(changing.uri("/v1/operations/moved"))) {
                producer.update("moved", 2);
                producer.update("moved", 3);
                stream.next();
                lastEventId = stream.next().lastEventId();
            }
            try (SseConnection stream = client.reopen(streaming.uri("/v1/operations/moved"), lastEventId)) {
                assertThat(Revisions.number(stream.next())).isEqualTo(3);
            }
        }
    }
}
