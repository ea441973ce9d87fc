package org.operationsgateway.gateway.watch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A log that answers when the test says so, and with what it says. */
final class ScriptedLog implements RevisionLog {

    private record Question(RevisionId after, Sinks.One<List<Revision>> answer) {}

    private final Deque<Question> questions = new ArrayDeque<>();

    @Override
    public Mono<List<Revision>> after(OperationName name, RevisionId id, int limit) {
        return Mono.defer(() -> {
            Question question = new Question(id, Sinks.one());
            questions.add(question);
            return question.answer().asMono();
        });
    }

    int pending() {
        return questions.size();
    }

    /** Which revision the oldest open question is about. */
    long asksAfter() {
        return questions.element().after().number();
    }

    void answer(Revision... revisions) {
        questions.remove().answer().tryEmitValue(Arrays.asList(revisions)).orThrow();
    }

    void fail() {
        questions
                .remove()
                .answer()
                .tryEmitError(new IllegalStateException("the database is gone"))
                .orThrow();
    }
}
