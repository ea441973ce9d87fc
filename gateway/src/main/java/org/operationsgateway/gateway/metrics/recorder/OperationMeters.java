package org.operationsgateway.gateway.metrics.recorder;

import io.micrometer.core.instrument.Counter;
import java.util.Arrays;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.springframework.stereotype.Component;

/**
 * The counters of operations, from the revisions that this replica has committed. So the sum over all replicas counts
 * each operation once, and a change costs no statement. Thread-safe.
 */
@Component
class OperationMeters implements CommitListener {

    private static final String OTHER = "OTHER";
    private static final long FIRST = 1;

    private final Counter created;
    private final Counter succeeded;
    /** By the number of the code. */
    private final Counter[] failed;

    private final Counter failedOther;
    private final Counter cancelled;
    private final Counter deleted;
    private final Counter lapsed;

    OperationMeters(Meters meters) {
        this.created = meters.counter(GatewayMeter.OPERATIONS_CREATED);
        this.succeeded = meters.counter(GatewayMeter.OPERATIONS_SUCCEEDED);
        this.cancelled = meters.counter(GatewayMeter.OPERATIONS_CANCELLED);
        this.failed = Arrays.stream(Code.values())
                .map(code -> switch (code) {
                    case CANCELLED -> cancelled;
                    // No error has this code.
                    case OK -> succeeded;
                    default -> meters.counter(GatewayMeter.OPERATIONS_FAILED, code.name());
                })
                .toArray(Counter[]::new);
        this.failedOther = meters.counter(GatewayMeter.OPERATIONS_FAILED, OTHER);
        this.deleted = meters.counter(GatewayMeter.OPERATIONS_DELETED);
        this.lapsed = meters.counter(GatewayMeter.LEASES_LAPSED);
    }

    @Override
    public void committed(Revision revision) {
        switch (revision) {
            case Revision.Changed changed -> changed(changed);
            case Revision.CancelRequested request -> {}
            case Revision.Deleted deletion -> deleted.increment();
        }
    }

    private void changed(Revision.Changed changed) {
        if (changed.id().number() == FIRST) {
            created.increment();
        }
        Operation operation = changed.operation();
        // A done operation does not change, so this is its end.
        if (operation.state() instanceof State.Done done) {
            if (done.outcome() instanceof Outcome.Failure failure) {
                failed(failure);
            } else {
                succeeded.increment();
            }
        }
    }

    private void failed(Outcome.Failure failure) {
        failure.error()
                .code()
                .map(code -> failed[code.number()])
                .orElse(failedOther)
                .increment();
        if (failure.reason() == Reason.LEASE_EXPIRED) {
            lapsed.increment();
        }
    }
}
