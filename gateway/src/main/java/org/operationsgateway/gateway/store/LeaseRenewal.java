package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.store.batch.BatchedChange;
import org.operationsgateway.gateway.store.batch.CachedStatement;
import org.operationsgateway.gateway.store.batch.ChangeExecutor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The renewal of leases without other changes, alone or in a batch. A renewal has no revision, and no listener is
 * notified. It returns no payload, which may be large. Thread-safe.
 */
final class LeaseRenewal implements ChangeExecutor<LeaseRenewal.Request, LeaseStatus> {

    static final String ONE = """
            update operation
            set %s
            where name = $1 and not done
            returning cancel_requested, lease_expire_time
            """.formatted(ChangeSql.renewal("false", "$2"));

    /** Skips locked rows, so a batch waits for no other transaction and cannot deadlock. */
    static final String MANY = """
            with requested as (
                select life as requested_life, new.*
                from unnest($1::text[], $2::float8[]) with ordinality as new (new_name, new_lease, number)
                join operation on name = new_name
                where not done
                for no key update of operation skip locked
            )
            update operation
            set %s
            from requested
            where life = requested_life
            returning number, cancel_requested, lease_expire_time
            """.formatted(ChangeSql.renewal("false", "new_lease"));

    private final DatabaseClient database;
    private final CachedStatement many;
    private final StatementAdmission admission;
    private final UnappliedChanges unapplied;

    /**
     * A requested renewal. Immutable.
     *
     * @param lease the new length of the lease; null to keep the length
     */
    record Request(OperationName name, @Nullable Duration lease) implements BatchedChange {}

    LeaseRenewal(DatabaseClient database, StatementAdmission admission, UnappliedChanges unapplied) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
        this.admission = admission;
        this.unapplied = unapplied;
    }

    @Override
    public Mono<LeaseStatus> executeOne(Request renewal) {
        OperationName name = renewal.name();
        Mono<LeaseStatus> renewed = database.sql(ONE)
                .bind(0, name.toString())
                .bind(1, ColumnValues.interval(renewal.lease()))
                .map(RowMapper::leaseStatus)
                .one()
                .switchIfEmpty(Mono.defer(
                        () -> unapplied.resolve(name, null, Operation::renew).map(LeaseStatus::of)));
        return admission.execute(StatementAdmission.Kind.RENEWAL, name, renewed);
    }

    @Override
    public Mono<Map<OperationName, LeaseStatus>> executeMany(List<Request> renewals) {
        BatchColumns<Request> batch = new BatchColumns<>(renewals);
        return many.run(
                        List.of(batch.texts(renewal -> renewal.name().toString()), batch.intervals(Request::lease)),
                        row -> Map.entry(name(row, renewals), RowMapper.leaseStatus(row)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static OperationName name(Readable row, List<Request> renewals) {
        return renewals.get(Objects.requireNonNull(row.get("number", Integer.class)) - 1)
                .name();
    }
}
