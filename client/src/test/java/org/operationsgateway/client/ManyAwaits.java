package org.operationsgateway.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A program that awaits many operations with one client, in a process with a heap of its own. */
final class ManyAwaits {

    static final String READING = "reading";
    static final String ALL_RIGHT = "each outcome is the right one";

    private static final int EACH_OUTCOME = 3;
    private static final Duration MAX_OUTAGE = Duration.ofMinutes(5);

    private ManyAwaits() {}

    /** Returns the name of an operation by its number. */
    static String name(int i) {
        return "many/operations/a" + i;
    }

    /** Awaits the operations. The arguments are the address of the gateway and their number. */
    public static void main(String[] arguments) {
        int number = Integer.parseInt(arguments[1]);
        AtomicInteger wrong = new AtomicInteger();
        try (OperationsClient client = OperationsClient.builder()
                .baseUrl(arguments[0])
                .httpVersion(HttpVersion.HTTP_2)
                .shareStreams()
                .maxConnections(2)
                .maxStreamConnections(2)
                .maxOutage(MAX_OUTAGE)
                .build()) {
            System.out.println(READING);
            Flux.range(0, number).flatMap(i -> check(client, i, wrong), number).blockLast();
        }
        System.out.println(wrong.get() == 0 ? ALL_RIGHT : wrong + " outcomes are wrong");
    }

    private static Mono<Operation> check(OperationsClient client, int i, AtomicInteger wrong) {
        return client.await(name(i))
                .doOnNext(operation -> {
                    if (!isRight(i, operation)) {
                        wrong.incrementAndGet();
                    }
                })
                .onErrorResume(failure -> {
                    System.out.println(i + ": " + failure);
                    wrong.incrementAndGet();
                    return Mono.empty();
                });
    }

    private static boolean isRight(int i, Operation operation) {
        if (!(operation.state() instanceof State.Done done)
                || !operation.name().toString().equals(name(i))) {
            return false;
        }
        return switch (done.outcome()) {
            case Outcome.Response response ->
                i % EACH_OUTCOME == 0 && response.payload().json().equals(Wire.step(i));
            case Outcome.Failure failure ->
                i % EACH_OUTCOME == 1 && failure.error().message().equals("failure " + i);
            case Outcome.NoResult noResult -> i % EACH_OUTCOME == 2;
        };
    }
}
