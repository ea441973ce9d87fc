package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the tests of the store begin with and wait for. */
final class Stored {

    static final Duration TIMEOUT = Duration.ofSeconds(20);
    static final Outcome BROKEN = new Outcome.Failure(new Status(Code.DATA_LOSS, "The disk is full of holes."));

    private Stored() {}

    /** A parent that no other test has. */
    static Parent newParent() {
        return new Parent("tests/" + UUID.randomUUID());
    }

    /** A name that no other test has. */
    static OperationName newName() {
        return new OperationName(newParent(), "work");
    }

    static Operation running(OperationName name) {
        return new Operation(name, null, State.RUNNING);
    }

    static Operation running(OperationName name, @Nullable Any metadata) {
        return new Operation(name, metadata, State.RUNNING);
    }

    static Any payload(int number) {
        return Any.parse("{\"@type\":\"type.example.com/Progress\",\"number\":" + number + "}");
    }

    static Outcome response(int number) {
        return new Outcome.Response(payload(number));
    }

    static <T> T await(Mono<T> result) {
        return Objects.requireNonNull(result.block(TIMEOUT));
    }

    static void expectRefusal(Mono<?> change, Reason reason) {
        StepVerifier.create(change)
                .expectErrorSatisfies(failure -> assertThat(reason(failure)).isEqualTo(reason))
                .verify(TIMEOUT);
    }

    static Reason reason(Throwable failure) {
        assertThat(failure).isInstanceOf(StatusException.class);
        return ((StatusException) failure).reason();
    }
}
