package org.operationsgateway.gateway.store;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.wire.FailureJson;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.tracing.TraceId;

/** The values of columns for objects of the model, and typed statement parameters for values that may be null. */
public final class ColumnValues {

    private ColumnValues() {}

    static @Nullable String json(@Nullable Any payload) {
        return payload == null ? null : payload.json();
    }

    static @Nullable String type(@Nullable Any payload) {
        return payload == null ? null : payload.type();
    }

    static @Nullable String response(State state) {
        return outcome(state) instanceof Outcome.Response response
                ? response.payload().json()
                : null;
    }

    static @Nullable String error(State state) {
        return outcome(state) instanceof Outcome.Failure failure ? FailureJson.write(failure) : null;
    }

    static @Nullable Integer errorCode(State state) {
        return outcome(state) instanceof Outcome.Failure failure
                ? failure.error().number()
                : null;
    }

    private static Outcome outcome(State state) {
        return state instanceof State.Done done ? done.outcome() : Outcome.NO_RESULT;
    }

    static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1e9;
    }

    static @Nullable Long incarnation(@Nullable RevisionTag tag) {
        return tag == null ? null : tag.id().incarnation();
    }

    static @Nullable Long revision(@Nullable RevisionTag tag) {
        return tag == null ? null : tag.id().number();
    }

    static @Nullable Long check(@Nullable RevisionTag tag) {
        return tag == null ? null : tag.check();
    }

    static @Nullable UUID requestId(@Nullable RequestFingerprint request) {
        return request == null ? null : request.idHash();
    }

    static @Nullable UUID requestHash(@Nullable RequestFingerprint request) {
        return request == null ? null : request.shortHash();
    }

    static @Nullable UUID traceId(@Nullable TraceId trace) {
        return trace == null ? null : trace.uuid();
    }

    /** Returns the size of the metadata and the response of an operation, in characters. */
    static int chars(@Nullable Any metadata, State state) {
        String response = response(state);
        return (metadata == null ? 0 : metadata.json().length()) + (response == null ? 0 : response.length());
    }

    static Parameter uuid(@Nullable UUID value) {
        return Parameters.in(PostgresqlObjectId.UUID, value);
    }

    static Parameter number(@Nullable Long value) {
        return Parameters.in(R2dbcType.BIGINT, value);
    }

    static Parameter text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }

    static Parameter integer(@Nullable Integer value) {
        return Parameters.in(R2dbcType.INTEGER, value);
    }

    static Parameter bytes(byte @Nullable [] value) {
        return Parameters.in(R2dbcType.VARBINARY, value);
    }

    /** Returns a parameter for {@code make_interval(secs => …)}. */
    public static Parameter interval(@Nullable Duration duration) {
        return Parameters.in(R2dbcType.DOUBLE, seconds(duration));
    }
}
