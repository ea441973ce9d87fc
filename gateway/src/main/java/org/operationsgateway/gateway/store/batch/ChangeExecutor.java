package org.operationsgateway.gateway.store.batch;

import java.util.List;
import java.util.Map;
import org.operationsgateway.core.name.OperationName;
import reactor.core.publisher.Mono;

/**
 * The execution of the changes of one kind: in a batch, or alone. Thread-safe.
 *
 * <p>Publishers are cold. They fail with an {@code R2dbcException} if the database fails.
 *
 * @param <C> the type of the changes
 * @param <R> the type of the result of a change
 */
public interface ChangeExecutor<C extends BatchedChange, R> {

    /**
     * Makes changes of different operations in one transaction, and emits the results by name. Omits the changes of
     * operations that are locked or do not allow the change. If it fails, all changes or none are committed.
     */
    Mono<Map<OperationName, R>> executeMany(List<C> changes);

    /** Makes one change, and emits its result. Waits for locks. Fails with the reason if the change is not allowed. */
    Mono<R> executeOne(C change);
}
