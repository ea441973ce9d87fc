package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.collection.feed.CollectionChange;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.filter.Scope;

/** Tests of the share of a stream in the evaluation of filters. */
class FilterShareTest {

    private static final OperationName NAME = OperationName.parse("operations/x");

    private final AtomicLong nanos = new AtomicLong();
    private final FilterShare share = new FilterShare(nanos::get);

    @Test
    void aChangeBeyondTheLimitIsRefused() {
        assertThat(share.eventFor(scope("metadata.v.a:x"), change(100_000))).isNull();
        assertRefused(scope("metadata.v.a:x OR metadata.v.a:y OR metadata.v.a:z"), change(100_000));
    }

    @Test
    void theShareIsUsedUpAndRefilled() {
        CollectionChange change = change(100_000);
        Scope scope = scope("metadata.v.a:x");
        int changes = 0;
        while (changes < 100 && isEvaluated(scope, change)) {
            changes++;
        }
        assertThat(changes).isBetween(5, 20);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(isEvaluated(scope, change)).isTrue();
    }

    @Test
    void aScopeWithoutAFilterCostsNothing() {
        CollectionChange change = change(100_000);
        for (int i = 0; i < 100; i++) {
            assertThat(share.eventFor(new Scope(Parent.SERVICE), change)).isNotNull();
        }
    }

    private boolean isEvaluated(Scope scope, CollectionChange change) {
        try {
            assertThat(share.eventFor(scope, change)).isNull();
            return true;
        } catch (StatusException refused) {
            return false;
        }
    }

    private void assertRefused(Scope scope, CollectionChange change) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> share.eventFor(scope, change))
                .returns(Reason.FILTER_TOO_EXPENSIVE, StatusException::reason);
    }

    private static Scope scope(String filter) {
        return new Scope(Parent.SERVICE, Filter.parse(filter));
    }

    private static CollectionChange change(int elements) {
        String metadata = "{\"@type\":\"t/T\",\"v\":[" + "{\"a\":0},".repeat(elements - 1) + "{\"a\":0}]}";
        FilterSubject subject =
                new FilterSubject(NAME, false, metadata, null, null, Instant.EPOCH, Instant.EPOCH, false);
        Revision revision = new Revision.Changed(
                new RevisionId(1, 1),
                Instant.EPOCH,
                new Operation(NAME, null, State.RUNNING),
                new Revision.Details(Instant.EPOCH, false, null, null));
        return new CollectionChange(new LogEntry(revision, subject, null));
    }
}
