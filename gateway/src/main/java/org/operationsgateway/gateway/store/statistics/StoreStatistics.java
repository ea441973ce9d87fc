package org.operationsgateway.gateway.store.statistics;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import org.operationsgateway.gateway.revision.ChangeKind;

/**
 * The numbers of the database that meters show. Immutable.
 *
 * @param running the running operations; an estimate if there are {@link #MAX_COUNTED} or more
 * @param logBytes the size of the log with its indexes
 * @param logAgeSeconds the age of its oldest entry; 0 if it is empty
 * @param deletionAgeSeconds the age of its oldest deletion; 0 if there is none
 */
record StoreStatistics(double running, long logBytes, double logAgeSeconds, double deletionAgeSeconds) {

    /** The number of running operations at which counting ends, so that its cost is bounded. */
    static final int MAX_COUNTED = 10_000;

    /** Numbers that are not known. */
    static final StoreStatistics UNKNOWN = new StoreStatistics(Double.NaN, -1, Double.NaN, Double.NaN);

    /**
     * Reads a bounded number of index entries, whatever the size of the tables. The estimate is that of the last
     * {@code VACUUM} or {@code ANALYZE} for the partial index of running operations; -1 before the first.
     */
    static final String SELECT = """
            select
                (select count(*) from (select from operation where not done limit %1$d) as counted) as counted,
                (select reltuples::float8 from pg_class where oid = 'operation_running'::regclass) as estimated,
                pg_total_relation_size('operation_event') as log_bytes,
                coalesce((select extract(epoch from statement_timestamp() - time)::float8 from operation_event
                    order by xid, life, revision limit 1), 0) as log_age,
                coalesce((select extract(epoch from statement_timestamp() - time)::float8 from operation_event
                    where change = %2$d order by time limit 1), 0) as deletion_age
            """.formatted(MAX_COUNTED, ChangeKind.DELETED.number());

    /** Reads a row of {@link #SELECT}. */
    static StoreStatistics of(Readable row) {
        long counted = Objects.requireNonNull(row.get("counted", Long.class));
        double estimated = Objects.requireNonNull(row.get("estimated", Double.class));
        return new StoreStatistics(
                counted < MAX_COUNTED ? (double) counted : Math.max((double) counted, estimated),
                Objects.requireNonNull(row.get("log_bytes", Long.class)),
                Objects.requireNonNull(row.get("log_age", Double.class)),
                Objects.requireNonNull(row.get("deletion_age", Double.class)));
    }

    /** Returns the size of the log; not a number if it is unknown. */
    double logSize() {
        return logBytes < 0 ? Double.NaN : (double) logBytes;
    }

    /** Returns the time since the oldest deletion was due to be purged; 0 if none is due. */
    double purgeDelaySeconds(Duration keepDeleted) {
        // Not a number stays so.
        return Math.max(0, deletionAgeSeconds - keepDeleted.toMillis() / 1000.0);
    }
}
