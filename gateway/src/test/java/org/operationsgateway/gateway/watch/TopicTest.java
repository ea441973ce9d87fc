package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.fanout.PermitQueue;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.stream.OpenStream;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;

class TopicTest {

    private static final OperationName NAME = OperationName.parse("operations/a");
    private static final long INCARNATION = 1;

    private final ScriptedLog log = new ScriptedLog();
    private final Topic topic = new Topic(NAME, log, StreamMetrics.NONE, new PermitQueue(1024 * 1024));
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    @Test
    void publishedRevisionsAreDelivered() {
        topic.publish(running(1));
        subscribe(0);
        topic.publish(running(2));
        topic.publish(done(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3 done");
        assertThat(sink.completed).isTrue();
        assertThat(log.pending()).isZero();
    }

    @Test
    void aRevisionPublishedTwiceIsDeliveredOnce() {
        topic.publish(running(1));
        subscribe(0);
        topic.publish(running(2));
        topic.publish(running(2));
        topic.signal(id(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aGapIsReadFromTheLog() {
        topic.publish(running(1));
        subscribe(0);
        topic.publish(running(4));
        assertThat(log.pendingAfter()).isEqualTo(1);
        log.complete(running(2), running(3), running(4));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3 4");
    }

    @Test
    void aSignalledRevisionIsReadFromTheLog() {
        topic.publish(running(1));
        subscribe(0);
        topic.signal(id(2));
        log.complete(running(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
    }

    @Test
    void aRevisionSignalledBeforeTheFirstStateIsReadFromTheLog() {
        topic.signal(id(3));
        topic.publish(running(2));
        subscribe(1);
        log.complete(running(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("2 3");
    }

    @Test
    void aSignalDuringAnEmptyReadOfTheLogIsReadAfterwards() {
        topic.publish(running(1));
        subscribe(0);
        topic.verify();
        topic.signal(id(2));
        log.complete();
        assertThat(log.pendingAfter()).isEqualTo(1);
        log.complete(running(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
    }

    @Test
    void aRevisionPublishedWhileItsGapIsReadIsNotReadAgain() {
        topic.publish(running(1));
        subscribe(0);
        topic.publish(running(3));
        topic.publish(running(2));
        topic.publish(running(3));
        log.complete(running(2), running(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aFailedCatchUpIsRetriedByTheNextOne() {
        topic.publish(running(1));
        subscribe(0);
        topic.signal(id(2));
        log.fail();
        topic.catchUp();
        log.complete(running(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
    }

    @Test
    void aSlowSubscriberReadsEvictedRevisionsFromTheLog() {
        resumedBehindRing();
        assertThat(log.pendingAfter()).isEqualTo(1);
        log.complete(range(2, 17));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo(numbers(1, 40));
        assertThat(sink.text()).doesNotContain("reset");
    }

    @Test
    void aRevisionPublishedDuringAReplayDoesNotOvertakeIt() {
        resumedBehindRing();
        topic.publish(running(41));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1");
        log.complete(range(2, 17));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo(numbers(1, 41));
    }

    @Test
    void aRevisionPublishedDuringAFlushIsNotMistakenForAnEvictedOne() {
        topic.publish(running(1));
        sink.onNextFlush = () -> topic.publish(running(2));
        subscribe(0);
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aFailedReplayIsRetried() {
        topic.publish(running(40));
        subscribe(38);
        log.fail();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        log.complete(running(39));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("39 40");
    }

    @Test
    void aReplayOfPurgedRevisionsCausesAReset() {
        topic.publish(running(40));
        subscribe(5);
        log.complete(running(30), running(31));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("reset 40");
    }

    @Test
    void aSlowSubscriberToTheLatestStateSkipsRevisions() {
        topic.publish(running(1));
        OperationSubscriber subscriber = subscribe(0, Delivery.LATEST_STATE);
        sink.writable = false;
        publishUpTo(100);
        sink.writable = true;
        subscriber.resume();
        assertThat(sink.summary()).isEqualTo("1 100");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aDeletedOperationEndsItsStreams() {
        topic.publish(running(1));
        subscribe(0);
        topic.publish(new Revision.Deleted(id(2), Instant.EPOCH, NAME));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 deleted");
        assertThat(sink.completed).isTrue();
    }

    @Test
    void aLaterIncarnationEndsTheEarlierOneAfterTheRestOfItsLog() {
        topic.publish(running(1));
        subscribe(0);
        Revision other = new Revision.Changed(
                new RevisionId(INCARNATION + 1, 1), Instant.EPOCH, new Operation(NAME, null, State.RUNNING));
        assertThat(topic.publish(other)).isFalse();
        log.complete(done(2), new Revision.Deleted(id(3), Instant.EPOCH, NAME));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 done");
    }

    @Test
    void onlyAnIdleStreamSendsHeartbeats() {
        topic.publish(running(1));
        OperationSubscriber subscriber = subscribe(0);
        for (int tick = 1; tick < OpenStream.TICKS_PER_HEARTBEAT; tick++) {
            subscriber.tick();
            assertThat(sink.text()).endsWith("\n\n");
        }
        topic.publish(running(2));
        channel.runPendingTasks();
        for (int tick = 1; tick < OpenStream.TICKS_PER_HEARTBEAT; tick++) {
            subscriber.tick();
            assertThat(sink.text()).endsWith("\n\n");
        }
        subscriber.tick();
        assertThat(sink.text()).endsWith("\n\n:\n");
    }

    @Test
    void aStreamAtItsMaximumAgeSendsARetryDelayAndEnds() {
        topic.publish(running(1));
        StreamOptions options = new StreamOptions(
                StreamFormat.EVENT_STREAM, Delivery.EVERY_STATE, Duration.ofSeconds(2), Duration.ofNanos(1));
        OperationSubscriber subscriber = new OperationSubscriber(topic, 0, sink, loop(), options, StreamMetrics.NONE);
        subscriber.open();
        subscriber.tick();
        assertThat(sink.text()).containsPattern("retry: [1-3][0-9]{3}\n\n$");
        assertThat(sink.completed).isTrue();
    }

    /** Returns a subscriber that has resumed after its sink was not writable for more revisions than the ring holds. */
    private OperationSubscriber resumedBehindRing() {
        topic.publish(running(1));
        OperationSubscriber subscriber = subscribe(0);
        sink.writable = false;
        publishUpTo(40);
        sink.writable = true;
        subscriber.resume();
        return subscriber;
    }

    private OperationSubscriber subscribe(long position) {
        return subscribe(position, Delivery.EVERY_STATE);
    }

    private OperationSubscriber subscribe(long position, Delivery delivery) {
        StreamOptions options =
                new StreamOptions(StreamFormat.EVENT_STREAM, delivery, Duration.ofSeconds(2), Duration.ZERO);
        OperationSubscriber subscriber =
                new OperationSubscriber(topic, position, sink, loop(), options, StreamMetrics.NONE);
        subscriber.open();
        return subscriber;
    }

    private EventLoop loop() {
        return channel.eventLoop();
    }

    private void publishUpTo(long last) {
        for (long number = topic.latest() + 1; number <= last; number++) {
            topic.publish(running(number));
        }
        channel.runPendingTasks();
    }

    private static Revision[] range(int first, int last) {
        Revision[] revisions = new Revision[last - first + 1];
        for (int number = first; number <= last; number++) {
            revisions[number - first] = running(number);
        }
        return revisions;
    }

    private static String numbers(int first, int last) {
        StringBuilder numbers = new StringBuilder().append(first);
        for (int number = first + 1; number <= last; number++) {
            numbers.append(' ').append(number);
        }
        return numbers.toString();
    }

    private static RevisionId id(long number) {
        return new RevisionId(INCARNATION, number);
    }

    private static Revision running(long number) {
        Any metadata = Any.parse("{\"@type\":\"t/Test\",\"number\":" + number + "}");
        return new Revision.Changed(id(number), Instant.EPOCH, new Operation(NAME, metadata, State.RUNNING));
    }

    private static Revision done(long number) {
        State state = new State.Done(Outcome.NO_RESULT);
        return new Revision.Changed(id(number), Instant.EPOCH, new Operation(NAME, null, state));
    }
}
