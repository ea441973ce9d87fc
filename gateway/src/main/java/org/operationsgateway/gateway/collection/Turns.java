package org.operationsgateway.gateway.collection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Lets a few queries run at a time, first come, first served: so subscribers that all come back at once, or all lag
 * behind, leave the rest of the database's connections to others.
 */
final class Turns {

    private final AtomicInteger free;
    private final Queue<MonoSink<Boolean>> waiting = new ConcurrentLinkedQueue<>();

    Turns(int most) {
        this.free = new AtomicInteger(most);
    }

    /** The same, when it is its turn. Not to be cancelled, or its turn might be lost. */
    <T> Mono<T> inTurn(Mono<T> query) {
        return Mono.<Boolean>create(turn -> {
                    waiting.add(turn);
                    serve();
                })
                .flatMap(turn -> query.doFinally(end -> {
                    free.incrementAndGet();
                    serve();
                }));
    }

    private void serve() {
        while (!waiting.isEmpty() && take()) {
            MonoSink<Boolean> next = waiting.poll();
            if (next == null) {
                free.incrementAndGet();
            } else {
                next.success(true);
            }
        }
    }

    private boolean take() {
        return free.getAndUpdate(count -> Math.max(count - 1, 0)) > 0;
    }
}
