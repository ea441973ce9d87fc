package org.operationsgateway.core.operation;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.arbitrary.Operations;
import org.operationsgateway.core.arbitrary.Payloads;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** An attempt to change an operation. Immutable. */
sealed interface Step {

    /** Applies the step. */
    Transition apply(Operation operation);

    record Update(Any metadata) implements Step {
        @Override
        public Transition apply(Operation operation) {
            return operation.update(metadata);
        }
    }

    record Complete(Outcome outcome, @Nullable Any metadata) implements Step {
        @Override
        public Transition apply(Operation operation) {
            return operation.complete(outcome, metadata);
        }
    }

    record Cancel() implements Step {
        @Override
        public Transition apply(Operation operation) {
            return operation.cancel();
        }
    }

    /** Returns steps with two distinct payloads, so that a sequence repeats some. */
    static Arbitrary<Step> any() {
        Arbitrary<Step> updates = Payloads.twoDistinct().map(Update::new);
        Arbitrary<Step> completions = Combinators.combine(
                        outcomes(), Payloads.twoDistinct().injectNull(0.5))
                .as(Complete::new);
        return Arbitraries.oneOf(updates, completions, Arbitraries.just(new Cancel()));
    }

    /** Returns operations with the same two payloads. */
    static Arbitrary<Operation> operations() {
        return Operations.with(Payloads.twoDistinct(), errors());
    }

    private static Arbitrary<Outcome> outcomes() {
        return Operations.outcomes(Payloads.twoDistinct(), errors());
    }

    private static Arbitrary<Status> errors() {
        return Arbitraries.of(new Status(Code.ABORTED, ""), new Status(Code.CANCELLED, "The operation was cancelled."));
    }
}
