package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.stream.OpenStream;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;
import org.operationsgateway.gateway.view.View;

class TopicTest extends TopicScenario {

    @Test
    void publishedRevisionsAreDelivered() {
        publish(running(1));
        subscribe(0);
        publish(running(2));
        publish(done(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3 done");
        assertThat(sink.completed).isTrue();
        assertThat(log.pending()).isZero();
    }

    @Test
    void aRevisionPublishedTwiceIsDeliveredOnce() {
        publish(running(1));
        subscribe(0);
        publish(running(2));
        publish(running(2));
        topic.signal(id(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aGapIsReadFromTheLog() {
        publish(running(1));
        subscribe(0);
        publish(running(4));
        assertThat(log.pendingAfter()).isEqualTo(1);
        log.complete(running(2), running(3), running(4));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3 4");
    }

    @Test
    void aSignalledRevisionIsReadFromTheLog() {
        publish(running(1));
        subscribe(0);
        topic.signal(id(2));
        log.complete(running(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
    }

    @Test
    void aRevisionSignalledBeforeTheFirstStateIsReadFromTheLog() {
        topic.signal(id(3));
        publish(running(2));
        subscribe(1);
        log.complete(running(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("2 3");
    }

    @Test
    void aSignalDuringAnEmptyReadOfTheLogIsReadAfterwards() {
        publish(running(1));
        subscribe(0);
        topic.readToEnd();
        topic.signal(id(2));
        log.complete();
        assertThat(log.pendingAfter()).isEqualTo(1);
        log.complete(running(2));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
    }

    @Test
    void aRevisionPublishedWhileItsGapIsReadIsNotReadAgain() {
        publish(running(1));
        subscribe(0);
        publish(running(3));
        publish(running(2));
        publish(running(3));
        log.complete(running(2), running(3));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 3");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aFailedCatchUpIsRetriedByTheNextOne() {
        publish(running(1));
        subscribe(0);
        topic.signal(id(2));
        log.fail();
        topic.sweepCompleted();
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
    void aSubscriberWhoseClientDoesNotReadTheLastRevisionOfAPageHoldsNoMemoryOfThePage() {
        resumedBehindRing();
        sink.writableFrames = 16;
        log.complete(range(2, 17));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo(numbers(1, 17));
        assertThat(topic.replayPermits().acquired()).isZero();
    }

    @Test
    void aRevisionPublishedDuringAReplayDoesNotOvertakeIt() {
        resumedBehindRing();
        publish(running(41));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1");
        log.complete(range(2, 17));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo(numbers(1, 41));
    }

    @Test
    void aRevisionPublishedDuringAFlushIsNotMistakenForAnEvictedOne() {
        publish(running(1));
        sink.onNextFlush = () -> publish(running(2));
        subscribe(0);
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aFailedReplayIsRetried() {
        publish(running(40));
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
        publish(running(40));
        subscribe(5);
        log.complete(running(30), running(31));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("reset 40");
    }

    @Test
    void aSlowSubscriberToTheLatestStateSkipsRevisions() {
        publish(running(1));
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
        publish(running(1));
        subscribe(0);
        publish(new Revision.Deleted(id(2), Instant.EPOCH, NAME, null));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 deleted");
        assertThat(sink.completed).isTrue();
    }

    @Test
    void aLaterIncarnationEndsTheEarlierOneAfterTheRestOfItsLog() {
        publish(running(1));
        subscribe(0);
        Revision other = new Revision.Changed(
                new RevisionId(INCARNATION + 1, 1),
                Instant.EPOCH,
                new Operation(NAME, null, State.RUNNING),
                new Revision.Details(Instant.EPOCH, false, null, null));
        assertThat(publish(other)).isEmpty();
        log.complete(done(2), new Revision.Deleted(id(3), Instant.EPOCH, NAME, null));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 2 done");
    }

    @Test
    void onlyAnIdleStreamSendsHeartbeats() {
        publish(running(1));
        OperationSubscriber subscriber = subscribe(0);
        for (int tick = 1; tick < OpenStream.TICKS_PER_HEARTBEAT; tick++) {
            subscriber.tick();
            assertThat(sink.text()).endsWith("\n\n");
        }
        publish(running(2));
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
        publish(running(1));
        StreamOptions options = new StreamOptions(
                StreamFormat.EVENT_STREAM,
                View.BASIC,
                Delivery.EVERY_STATE,
                Duration.ofSeconds(2),
                Duration.ofNanos(1));
        OperationSubscriber subscriber =
                new OperationSubscriber(topic, start(0), sink, loop(), options, StreamMetrics.NONE);
        subscriber.open();
        subscriber.tick();
        assertThat(sink.text()).containsPattern("retry: [1-3][0-9]{3}\n\n$");
        assertThat(sink.completed).isTrue();
    }
}
