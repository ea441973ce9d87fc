package org.operationsgateway.gateway.watch;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.stream.StreamMetrics;
import reactor.core.publisher.Mono;

/** Interleavings of commits, signals, reads and verifications of one topic, explored by a controlled scheduler. */
class TopicConcurrencyTest {

    private static final int SCHEDULES = 200;
    private static final OperationName NAME = OperationName.parse("operations/a");

    @Test
    void aSignalDuringAnEmptyReadOfTheLogIsNotLost() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            List<Revision> committed = new CopyOnWriteArrayList<>(List.of(running(1)));
            Topic topic = topic(committed);
            publish(topic, running(1));

            Thread producer = new Thread(() -> {
                committed.add(running(2));
                topic.signal(new RevisionId(1, 2));
            });
            Thread sweep = new Thread(topic::verify);
            join(producer, sweep);

            requireLatest(2, topic);
        });
    }

    @Test
    void aVerificationBeforeTheFirstStateIsNotLost() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            List<Revision> committed = new CopyOnWriteArrayList<>(List.of(running(1)));
            Topic topic = topic(committed);
            committed.add(running(2));

            Thread watch = new Thread(() -> publish(topic, running(1)));
            Thread sweep = new Thread(topic::verify);
            join(watch, sweep);

            requireLatest(2, topic);
        });
    }

    @Test
    void aSignalOfAnEarlierIncarnationDoesNotReplaceALaterOne() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            List<Revision> committed = new CopyOnWriteArrayList<>(List.of(running(1)));
            Topic topic = topic(committed);
            committed.add(running(2));

            Thread later = new Thread(() -> topic.signal(new RevisionId(1, 2)));
            Thread earlier = new Thread(() -> topic.signal(new RevisionId(0, 9)));
            join(later, earlier);
            publish(topic, running(1));

            requireLatest(2, topic);
        });
    }

    private static void publish(Topic topic, Revision revision) {
        topic.publish(revision, KnownRevision.NONE);
    }

    /** Without AssertJ, whose assertions the scheduler can't trace. */
    private static void requireLatest(long number, Topic topic) {
        if (topic.latest() != number) {
            throw new AssertionError("The latest revision is " + topic.latest() + ", not " + number);
        }
    }

    private static void join(Thread first, Thread second) {
        first.start();
        second.start();
        try {
            first.join();
            second.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the committed revisions when subscribed to, on the thread of the subscriber. */
    private static Topic topic(List<Revision> committed) {
        return new Topic(NAME, new CommittedLog(committed), StreamMetrics.NONE, new PermitQueue(Long.MAX_VALUE));
    }

    private record CommittedLog(List<Revision> committed) implements RevisionLog {

        @Override
        public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
            return Mono.fromSupplier(() -> committed.stream()
                    .filter(revision -> revision.id().number() > id.number())
                    .limit(limit)
                    .toList());
        }

        @Override
        public Mono<StoredOperation> current(OperationName name) {
            return Mono.fromSupplier(() -> TopicScenario.stored(committed.getLast()));
        }
    }

    private static Revision running(long number) {
        return new Revision.Changed(
                new RevisionId(1, number),
                Instant.EPOCH,
                new Operation(NAME, null, State.RUNNING),
                new Revision.Details(Instant.EPOCH, false, null, null));
    }
}
