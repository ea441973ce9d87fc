package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.revision.RevisionTag;

/** Tests of a topic whose database loses revisions, or may have lost them. */
class TopicHistoryTest extends TopicScenario {

    @Test
    void aCommitThatContradictsTheRingRestartsTheStream() {
        publishUpTo(8);
        subscribe(7);
        publish(running(6, NEW_HISTORY));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("8 reset 6");
        assertThat(sink.text()).contains("OTHER_HISTORY");
        log.complete(running(6, NEW_HISTORY), running(7, NEW_HISTORY));
        publish(done(8));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("8 reset 6 7 8 done");
    }

    @Test
    void aCurrentStateBeforeTheKnownRevisionRestartsTheStream() {
        publishUpTo(20);
        subscribe(19);
        KnownRevision known = topic.known();
        topic.publish(running(5), known);
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("20 reset 5");
    }

    @Test
    void aCurrentStateThatWasReadBeforeALaterCommitRestartsNothing() {
        publishUpTo(5);
        subscribe(4);
        KnownRevision known = topic.known();
        publish(running(6));
        assertThat(topic.publish(running(5), known)).hasValue(0);
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("5 6");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aVerificationOfAnUnchangedLogResetsNobody() {
        publishUpTo(3);
        subscribe(2);
        topic.sweepCompleted();
        topic.verify();
        assertThat(log.pendingAfter()).isEqualTo(2);
        log.complete(running(3), running(4));
        log.complete();
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("3 4");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aVerificationReadsMoreThanOnePageOfTheLog() {
        publish(running(1));
        subscribe(0);
        topic.verify();
        log.complete(range(1, 32));
        channel.runPendingTasks();
        log.complete(range(33, 40));
        channel.runPendingTasks();
        log.complete();
        assertThat(sink.summary()).isEqualTo(numbers(1, 40));
    }

    @Test
    void aVerificationOfALostRevisionRestartsFromTheCurrentState() {
        publishUpTo(20);
        subscribe(19);
        topic.verify();
        log.complete();
        log.completeState(stored(done(6)));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("20 reset 6 done");
        assertThat(sink.completed).isTrue();
    }

    @Test
    void aLostRevisionBeforeALaterCommitIsFound() {
        publishUpTo(20);
        subscribe(19);
        topic.sweepCompleted();
        publish(running(21, NEW_HISTORY));
        channel.runPendingTasks();
        topic.verify();
        log.complete(running(20, NEW_HISTORY), running(21, NEW_HISTORY));
        log.completeState(stored(running(21, NEW_HISTORY)));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("20 21 reset 21");
    }

    @Test
    void aFailedVerificationIsRepeatedByTheNextSweep() {
        publishUpTo(20);
        subscribe(19);
        topic.verify();
        log.fail();
        topic.sweepCompleted();
        log.complete();
        log.completeState(stored(running(5)));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("20 reset 5");
    }

    @Test
    void anOperationThatIsLostEndsItsStreams() {
        publish(running(1));
        subscribe(0);
        topic.verify();
        log.complete();
        log.completeStateNotFound();
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("1 reset deleted");
        assertThat(publish(running(2))).isEmpty();
    }

    @Test
    void aReplayFromBeforeARestartIsDropped() {
        publish(running(40));
        subscribe(20);
        publish(running(40, NEW_HISTORY));
        log.complete(range(21, 39));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("reset 40");
    }

    @Test
    void aSubscriberOfAnEarlierGenerationIsReset() {
        publishUpTo(8);
        publish(running(8, NEW_HISTORY));
        subscribe(7);
        assertThat(sink.summary()).isEqualTo("reset 8");
    }

    @Test
    void aResumedRevisionInTheRingIsVerifiedWithoutARead() {
        publishUpTo(8);
        resumeFrom(RevisionTag.of(id(6), Instant.EPOCH));
        assertThat(sink.summary()).isEqualTo("7 8");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aResumedRevisionThatTheRingContradictsCausesAReset() {
        publishUpTo(8);
        resumeFrom(RevisionTag.of(id(6), NEW_HISTORY));
        assertThat(sink.summary()).isEqualTo("reset 8");
        assertThat(log.pending()).isZero();
    }

    @Test
    void aResumedRevisionThatTheRingDoesNotHoldIsReadFromTheLog() {
        publish(running(40));
        resumeFrom(RevisionTag.of(id(37), Instant.EPOCH));
        assertThat(log.pendingAfter()).isEqualTo(36);
        log.complete(range(37, 39));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("38 39 40");
    }

    @Test
    void aResumedRevisionThatIsAPageOfItsOwnIsReadAlone() {
        publish(running(40));
        resumeFrom(RevisionTag.of(id(38), Instant.EPOCH));
        log.complete(running(38));
        channel.runPendingTasks();
        assertThat(log.pendingAfter()).isEqualTo(38);
        log.complete(running(39));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("39 40");
    }

    @Test
    void aResumedRevisionThatTheLogContradictsCausesAReset() {
        publish(running(40));
        resumeFrom(RevisionTag.of(id(37), NEW_HISTORY));
        log.complete(range(37, 39));
        channel.runPendingTasks();
        assertThat(sink.summary()).isEqualTo("reset 40");
        assertThat(sink.text()).contains("OTHER_HISTORY");
    }
}
