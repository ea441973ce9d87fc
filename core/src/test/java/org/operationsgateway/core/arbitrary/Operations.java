package org.operationsgateway.core.arbitrary;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/** Generators of operations, names and outcomes. */
public final class Operations {

    private static final String SEGMENT_CHARACTERS = "abcXYZ019-._~!$&'()*+,;=@";

    private Operations() {}

    /** Returns operations in any state, with the given payloads and errors. */
    public static Arbitrary<Operation> with(Arbitrary<Any> payloads, Arbitrary<Status> errors) {
        Arbitrary<State> done = outcomes(payloads, errors).map(State.Done::new);
        Arbitrary<State> states = Arbitraries.oneOf(Arbitraries.just(State.RUNNING), done);
        return Combinators.combine(names(), payloads.injectNull(0.2), states).as(Operation::new);
    }

    /** Returns all kinds of outcomes. */
    public static Arbitrary<Outcome> outcomes(Arbitrary<Any> payloads, Arbitrary<Status> errors) {
        Arbitrary<Outcome> responses = payloads.map(Outcome.Response::new);
        Arbitrary<Outcome> failures = errors.map(Outcome.Failure::new);
        return Arbitraries.oneOf(Arbitraries.just(Outcome.NO_RESULT), responses, failures);
    }

    /** Returns names with up to four segments before {@code operations}, and up to three after it. */
    public static Arbitrary<OperationName> names() {
        Arbitrary<Parent> parents =
                segments(SEGMENT_CHARACTERS + ":").list().ofMaxSize(4).map(Parent::of);
        Arbitrary<String> ids = segments(SEGMENT_CHARACTERS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(segments -> String.join("/", segments));
        return Combinators.combine(parents, ids).as(OperationName::new);
    }

    private static Arbitrary<String> segments(String characters) {
        return Arbitraries.strings()
                .withChars(characters)
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(segment -> !List.of(".", "..").contains(segment));
    }
}
