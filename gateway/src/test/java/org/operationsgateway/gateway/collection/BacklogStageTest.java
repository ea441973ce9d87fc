package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.memory.PermitQueue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The memory that the pages of several collection streams share. */
class BacklogStageTest {

    private static final CollectionEvent EVENT = CollectionEvent.reset("TEST");

    private final PermitQueue memory = new PermitQueue(200);
    private final ScriptedBacklog first = new ScriptedBacklog();
    private final ScriptedBacklog second = new ScriptedBacklog();
    private final ScriptedBacklog third = new ScriptedBacklog();

    /** A backlog whose pages the test emits; each is announced with 100 bytes. */
    private static final class ScriptedBacklog implements Backlog {

        private Sinks.One<BacklogPage> page = Sinks.one();
        private int reads;

        @Override
        public long nextBytes() {
            return 100;
        }

        @Override
        public Mono<BacklogPage> next() {
            reads++;
            page = Sinks.one();
            return page.asMono();
        }

        void emit(long bytes) {
            page.emitValue(new BacklogPage.Events(List.of(EVENT), bytes), Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    private BacklogStage stage(Backlog backlog) {
        return new BacklogStage(backlog, 1, memory, ImmediateEventExecutor.INSTANCE, end -> {}, () -> {});
    }

    @Test
    void aPageIsReadWhenItsBytesFitBesideThoseOfOtherStreams() {
        BacklogStage reading = stage(first);
        reading.next();
        stage(second).next();
        stage(third).next();
        assertThat(List.of(first.reads, second.reads, third.reads)).containsExactly(1, 1, 0);

        first.emit(100);
        assertThat(reading.next()).isSameAs(EVENT);
        assertThat(third.reads).as("while the page is being written").isZero();

        reading.next();
        assertThat(third.reads).isEqualTo(1);
    }

    @Test
    void aStreamThatIsClosedReleasesItsPage() {
        BacklogStage closed = stage(first);
        closed.next();
        stage(second).next();
        stage(third).next();

        closed.close();

        assertThat(third.reads).isEqualTo(1);
    }

    @Test
    void anEntryThatIsLargerThanItsPermitsHoldsUpTheNextPages() {
        BacklogStage large = stage(first);
        large.next();
        first.emit(1000);

        stage(second).next();
        assertThat(memory.acquired()).isEqualTo(1000);
        assertThat(second.reads).isZero();

        large.next();
        large.next();
        assertThat(second.reads).isEqualTo(1);
    }
}
