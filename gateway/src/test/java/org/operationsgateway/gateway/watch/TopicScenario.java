package org.operationsgateway.gateway.watch;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;
import org.operationsgateway.gateway.view.View;

/** A topic with a scripted log, and a subscriber with a recording sink. */
abstract class TopicScenario {

    static final OperationName NAME = OperationName.parse("operations/a");
    static final long INCARNATION = 1;

    /** A commit time in another history of the database. */
    static final Instant NEW_HISTORY = Instant.EPOCH.plusSeconds(1);

    static final StreamOptions OPTIONS = new StreamOptions(
            StreamFormat.EVENT_STREAM, View.BASIC, Delivery.EVERY_STATE, Duration.ofSeconds(2), Duration.ZERO);

    final ScriptedLog log = new ScriptedLog();
    final Topic topic = new Topic(NAME, log, StreamMetrics.NONE, new PermitQueue(1024 * 1024));
    final EmbeddedChannel channel = new EmbeddedChannel();
    final RecordingSink sink = new RecordingSink();

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    void resumeFrom(RevisionTag received) {
        StartPosition start = new StartPosition(received.id().number(), 0, received);
        new OperationSubscriber(topic, start, sink, loop(), OPTIONS, StreamMetrics.NONE).open();
        channel.runPendingTasks();
    }

    static StartPosition start(long position) {
        return new StartPosition(position, 0, null);
    }

    OptionalInt publish(Revision revision) {
        return topic.publish(revision, KnownRevision.NONE);
    }

    static StoredOperation stored(Revision latest) {
        return new StoredOperation(
                latest.id(),
                Instant.EPOCH,
                latest.time(),
                Cancellation.IMMEDIATE,
                false,
                null,
                null,
                null,
                ((Revision.Changed) latest).operation());
    }

    /** Returns a subscriber that has resumed after its sink was not writable for more revisions than the ring holds. */
    OperationSubscriber resumedBehindRing() {
        publish(running(1));
        OperationSubscriber subscriber = subscribe(0);
        sink.writable = false;
        publishUpTo(40);
        sink.writable = true;
        subscriber.resume();
        return subscriber;
    }

    OperationSubscriber subscribe(long position) {
        return subscribe(position, Delivery.EVERY_STATE);
    }

    OperationSubscriber subscribe(long position, Delivery delivery) {
        StreamOptions options = new StreamOptions(
                StreamFormat.EVENT_STREAM, View.BASIC, delivery, Duration.ofSeconds(2), Duration.ZERO);
        OperationSubscriber subscriber =
                new OperationSubscriber(topic, start(position), sink, loop(), options, StreamMetrics.NONE);
        subscriber.open();
        return subscriber;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    void publishUpTo(long last) {
        for (long number = topic.latest() + 1; number <= last; number++) {
            publish(running(number));
        }
        channel.runPendingTasks();
    }

    static Revision[] range(int first, int last) {
        Revision[] revisions = new Revision[last - first + 1];
        for (int number = first; number <= last; number++) {
            revisions[number - first] = running(number);
        }
        return revisions;
    }

    static String numbers(int first, int last) {
        StringBuilder numbers = new StringBuilder().append(first);
        for (int number = first + 1; number <= last; number++) {
            numbers.append(' ').append(number);
        }
        return numbers.toString();
    }

    static RevisionId id(long number) {
        return new RevisionId(INCARNATION, number);
    }

    static Revision running(long number) {
        return running(number, Instant.EPOCH);
    }

    static Revision running(long number, Instant time) {
        Any metadata = Any.parse("{\"@type\":\"t/Test\",\"number\":" + number + "}");
        return new Revision.Changed(
                id(number),
                time,
                new Operation(NAME, metadata, State.RUNNING),
                new Revision.Details(Instant.EPOCH, false, null, null));
    }

    static Revision done(long number) {
        State state = new State.Done(Outcome.NO_RESULT);
        return new Revision.Changed(
                id(number),
                Instant.EPOCH,
                new Operation(NAME, null, state),
                new Revision.Details(Instant.EPOCH, false, null, null));
    }
}
