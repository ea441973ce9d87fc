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

/** The fixtures of the store's tests: names, operations and payloads, and assertions with a timeout. */
public final class StoreFixtures {

    public static final Duration TIMEOUT = Duration.ofSeconds(20);
    static final Outcome FAILURE = new Outcome.Failure(new Status(Code.DATA_LOSS, "A sector is unreadable."));

    private StoreFixtures() {}

    /** Returns a parent that no other test uses. */
    public static Parent newParent() {
        return new Parent("tests/" + UUID.randomUUID());
    }

    /** Returns a name that no other test uses. */
    static OperationName newName() {
        return new OperationName(newParent(), "work");
    }

    public static Operation running(OperationName name) {
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

    public static <T> T await(Mono<T> result) {
        return Objects.requireNonNull(result.block(TIMEOUT));
    }

    public static void expectFailure(Mono<?> change, Reason reason) {
        StepVerifier.create(change)
                .expectErrorSatisfies(failure -> assertThat(reason(failure)).isEqualTo(reason))
                .verify(TIMEOUT);
    }

    static Reason reason(Throwable failure) {
        assertThat(failure).isInstanceOf(StatusException.class);
        return ((StatusException) failure).reason();
    }
}
