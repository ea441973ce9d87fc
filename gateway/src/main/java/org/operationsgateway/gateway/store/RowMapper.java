package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.wire.StatusJson;
import org.operationsgateway.gateway.collection.log.LogEntry;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;

/** The model as rows of the tables {@code operation} and {@code operation_event}, to and fro. */
public final class RowMapper {

    /** The columns of {@code operation} that {@link #snapshot} reads. */
    public static final String SNAPSHOT_COLUMNS =
            "life, name, revision, done, metadata, response, error, cancellation, cancel_requested, create_time, update_time,"
                    + " lease_expire_time, expire_time";

    /** How large the payloads of a row are, roughly, as the database keeps them. */
    public static final String BYTES = "(coalesce(pg_column_size(metadata), 0) + coalesce(pg_column_size(response), 0)"
            + " + coalesce(pg_column_size(error), 0))";

    private static final short CHANGED = 0;
    private static final short CANCEL_REQUESTED = 1;

    private RowMapper() {}

    public static StoredOperation snapshot(Readable row) {
        return snapshot(row, operation(row, OperationName.parse(required(row, "name", String.class))));
    }

    /** Reads what a statement returns that has made a change: all but what was asked for, which is known. */
    public static StoredOperation changed(Readable row, OperationChange change) {
        Any metadata = change.metadata() == null ? payload(row, "metadata") : change.metadata();
        return snapshot(row, new Operation(change.name(), metadata, change.state()));
    }

    private static StoredOperation snapshot(Readable row, Operation operation) {
        return new StoredOperation(
                id(row),
                required(row, "create_time", Instant.class),
                required(row, "update_time", Instant.class),
                Cancellation.valueOf(required(row, "cancellation", String.class)),
                required(row, "cancel_requested", Boolean.class),
                row.get("lease_expire_time", Instant.class),
                row.get("expire_time", Instant.class),
                operation);
    }

    /** Reads an entry of the log; {@code name} is whose it is. */
    public static Revision revision(Readable row, OperationName name) {
        Instant time = required(row, "time", Instant.class);
        return switch (required(row, "change", Short.class)) {
            case CHANGED -> new Revision.Changed(id(row), time, operation(row, name));
            case CANCEL_REQUESTED -> new Revision.CancelRequested(id(row), time, operation(row, name));
            default -> new Revision.Deleted(id(row), time, name);
        };
    }

    /** Reads what a deletion returns. */
    public static Revision deletion(Readable row) {
        return revision(row, OperationName.parse(required(row, "name", String.class)));
    }

    /** Reads an entry of the log, and the one before it from the columns that begin with {@code before_}, if any. */
    public static LogEntry entry(Readable row) {
        OperationName name = OperationName.parse(required(row, "name", String.class));
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
                error == null ? null : StatusJson.parse(error),
                required(row, prefix + "create_time", Instant.class),
                required(row, prefix + "time", Instant.class),
                required(row, prefix + "cancel_requested", Boolean.class));
    }

    public static RevisionId id(Readable row) {
        return new RevisionId(required(row, "life", Long.class), required(row, "revision", Long.class));
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
            return new Outcome.Failure(StatusJson.parse(error));
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

    public static @Nullable String metadata(@Nullable Any metadata) {
        return metadata == null ? null : metadata.json();
    }

    public static @Nullable String type(@Nullable Any payload) {
        return payload == null ? null : payload.type();
    }

    public static @Nullable String response(State state) {
        return outcome(state) instanceof Outcome.Response response
                ? response.payload().json()
                : null;
    }

    public static @Nullable String error(State state) {
        return outcome(state) instanceof Outcome.Failure failure ? StatusJson.write(failure.error()) : null;
    }

    public static @Nullable Integer errorCode(State state) {
        return outcome(state) instanceof Outcome.Failure failure
                ? failure.error().code().number()
                : null;
    }

    private static Outcome outcome(State state) {
        return state instanceof State.Done done ? done.outcome() : Outcome.NO_RESULT;
    }

    public static Parameter incarnation(@Nullable RevisionId id) {
        return Parameters.in(R2dbcType.BIGINT, id == null ? null : id.incarnation());
    }

    public static Parameter number(@Nullable RevisionId id) {
        return Parameters.in(R2dbcType.BIGINT, id == null ? null : id.number());
    }

    public static Parameter bytes(byte @Nullable [] value) {
        return Parameters.in(R2dbcType.VARBINARY, value);
    }

    public static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1e9;
    }

    public static Parameter number(@Nullable Integer value) {
        return Parameters.in(R2dbcType.INTEGER, value);
    }

    public static Parameter fraction(@Nullable Double value) {
        return Parameters.in(R2dbcType.DOUBLE, value);
    }

    public static Parameter text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }
}
