package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.wire.FailureJson;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.tracing.TraceId;

/** A mapper from rows of the tables {@code operation} and {@code operation_event} to the model. */
public final class RowMapper {

    /** The columns of {@code operation} that {@link #snapshot} reads. */
    public static final String SNAPSHOT_COLUMNS =
            "life, name, revision, done, metadata, response, error, cancellation, cancel_requested, create_time,"
                    + " update_time, lease_expire_time, expire_time, trace_id, trace_revision";

    /** The columns of {@link #SNAPSHOT_COLUMNS} without the payloads. */
    public static final String SNAPSHOT_COLUMNS_WITHOUT_PAYLOADS =
            SNAPSHOT_COLUMNS.replace("metadata, response, error, ", "");

    /**
     * An expression for the stored size of the payloads of a row, in bytes. Compressed payloads count compressed: a
     * bound for what a statement reads, not for memory.
     */
    public static final String STORED_BYTES =
            "(coalesce(pg_column_size(metadata), 0) + coalesce(pg_column_size(response), 0)"
                    + " + coalesce(pg_column_size(error), 0))";

    /**
     * An expression for the size of the payloads of a row in memory, in bytes. It decompresses payloads that are
     * compressed.
     */
    public static final String PAYLOAD_BYTES = payloadBytes("");

    private RowMapper() {}

    /** Returns {@link #PAYLOAD_BYTES} for the columns of a table alias, such as {@code entry.}. */
    public static String payloadBytes(String alias) {
        return Stream.of("metadata", "response", "error")
                .map(column -> """
                        coalesce(case when pg_column_compression(%1$s) is null then pg_column_size(%1$s)
                            else octet_length(%1$s::text) end, 0)""".formatted(alias + column))
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    /**
     * Returns a column with the time at which the operation of a log entry is deleted, which the log does not contain;
     * null while it is running, and once it is deleted.
     *
     * @param alias the alias of the entry
     */
    public static String expireTime(String alias) {
        return """
                case when %1$s.done then (select operation.expire_time from operation where operation.life = %1$s.life)
                    end as expire_time""".formatted(alias);
    }

    /** Returns the payload columns, which are null in rows for which a condition is false. */
    public static String payloadsIf(String condition) {
        return "case when %1$s then metadata end as metadata, case when %1$s then response end as response,"
                        .formatted(condition)
                + " case when %s then error end as error".formatted(condition);
    }

    /** Reads a row with the {@link #SNAPSHOT_COLUMNS}. */
    public static StoredOperation snapshot(Readable row) {
        return snapshot(row, operation(row, name(row)), traceId(row));
    }

    /** Reads a row of {@link ChangeStatements#executeMany}, which omits the columns that are known from the change. */
    static StoredOperation changed(Readable row, OperationChange change) {
        Any metadata = change.metadata() == null ? payload(row, "metadata") : change.metadata();
        return snapshot(row, new Operation(change.name(), metadata, change.state()), change.trace());
    }

    /** Reads a row of a creation in a batch, which omits the columns that are known from the requests. */
    static StoredOperation created(Readable row, Map<OperationName, Creation> requests) {
        Creation creation = Objects.requireNonNull(requests.get(name(row)));
        return snapshot(row, creation.operation(), creation.trace());
    }

    private static StoredOperation snapshot(Readable row, Operation operation, @Nullable TraceId trace) {
        return new StoredOperation(
                id(row),
                required(row, "create_time", Instant.class),
                required(row, "update_time", Instant.class),
                Cancellation.valueOf(required(row, "cancellation", String.class)),
                required(row, "cancel_requested", Boolean.class),
                row.get("lease_expire_time", Instant.class),
                row.get("expire_time", Instant.class),
                trace,
                operation);
    }

    /** Returns the trace of the latest revision; null if the trace in the row is that of an earlier one. */
    private static @Nullable TraceId traceId(Readable row) {
        Long revision = row.get("trace_revision", Long.class);
        return revision != null && revision.equals(row.get("revision", Long.class))
                ? TraceId.of(row.get("trace_id", UUID.class))
                : null;
    }

    /**
     * Reads a log entry.
     *
     * @param name the name of the operation, which the row need not have
     */
    static Revision revision(Readable row, OperationName name) {
        Instant time = required(row, "time", Instant.class);
        return switch (ChangeKind.of(required(row, "change", Short.class))) {
            case CHANGED -> new Revision.Changed(id(row), time, operation(row, name), details(row));
            case CANCEL_REQUESTED -> new Revision.CancelRequested(id(row), time, operation(row, name), details(row));
            case DELETED -> new Revision.Deleted(id(row), time, name, TraceId.of(row.get("trace_id", UUID.class)));
        };
    }

    private static Revision.Details details(Readable row) {
        return new Revision.Details(
                required(row, "create_time", Instant.class),
                required(row, "cancel_requested", Boolean.class),
                row.get("expire_time", Instant.class),
                TraceId.of(row.get("trace_id", UUID.class)));
    }

    /** Reads the columns {@code cancel_requested} and {@code lease_expire_time}. */
    static LeaseStatus leaseStatus(Readable row) {
        return new LeaseStatus(
                required(row, "cancel_requested", Boolean.class), row.get("lease_expire_time", Instant.class));
    }

    /** Reads a row of a {@linkplain ChangeSql#deletion deletion}. */
    public static Revision deletion(Readable row) {
        return revision(row, name(row));
    }

    /** Reads a log entry, and the previous one from the columns with the prefix {@code before_}, if there is one. */
    public static LogEntry entry(Readable row) {
        OperationName name = name(row);
        Revision revision = revision(row, name);
        return new LogEntry(
                revision,
                revision instanceof Revision.Deleted ? null : subject(row, "", name),
                row.get("before_name") == null ? null : subject(row, "before_", name));
    }

    private static FilterSubject subject(Readable row, String prefix, OperationName name) {
        String error = row.get(prefix + "error", String.class);
        return new FilterSubject(
                name,
                required(row, prefix + "done", Boolean.class),
                row.get(prefix + "metadata", String.class),
                row.get(prefix + "response", String.class),
                error == null ? null : FailureJson.parse(error).error(),
                required(row, prefix + "create_time", Instant.class),
                required(row, prefix + "time", Instant.class),
                required(row, prefix + "cancel_requested", Boolean.class));
    }

    /** Reads the revision id of a row of either table. */
    public static RevisionId id(Readable row) {
        return new RevisionId(required(row, "life", Long.class), required(row, "revision", Long.class));
    }

    /** Reads the name of the operation in a row of either table. */
    public static OperationName name(Readable row) {
        return OperationName.parse(required(row, "name", String.class));
    }

    private static Operation operation(Readable row, OperationName name) {
        return new Operation(name, payload(row, "metadata"), state(row));
    }

    private static State state(Readable row) {
        return required(row, "done", Boolean.class) ? new State.Done(outcome(row)) : State.RUNNING;
    }

    private static Outcome outcome(Readable row) {
        String error = row.get("error", String.class);
        if (error != null) {
            return FailureJson.parse(error);
        }
        Any response = payload(row, "response");
        return response == null ? Outcome.NO_RESULT : new Outcome.Response(response);
    }

    private static @Nullable Any payload(Readable row, String column) {
        String json = row.get(column, String.class);
        return json == null ? null : Any.stored(json);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
