package org.operationsgateway.core.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Condition.FlagField;
import org.operationsgateway.core.filter.Condition.TimeField;
import org.operationsgateway.core.filter.json.LazyJson;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.StatusJson;

/**
 * A read-only view of an operation for filters. Its JSON is parsed lazily, on the first access.
 *
 * <p>Thread-safe: concurrent threads may evaluate filters on the same instance.
 */
public final class FilterSubject {

    private final OperationName name;
    private final boolean done;
    private final boolean cancelRequested;
    private final Instant createTime;
    private final Instant updateTime;
    private final @Nullable Status error;
    private final LazyJson metadata;
    private final LazyJson response;
    private final LazyJson errorJson;

    /**
     * Creates a view. Metadata and response are well-formed JSON, as stored.
     *
     * @param updateTime the time of the last change, which is also the end time of a done operation
     */
    public FilterSubject(
            OperationName name,
            boolean done,
            @Nullable String metadata,
            @Nullable String response,
            @Nullable Status error,
            Instant createTime,
            Instant updateTime,
            boolean cancelRequested) {
        this.name = name;
        this.done = done;
        this.metadata = new LazyJson(() -> metadata);
        this.response = new LazyJson(() -> response);
        this.error = error;
        this.errorJson = new LazyJson(() -> error == null ? null : StatusJson.write(error));
        this.createTime = createTime;
        this.updateTime = updateTime;
        this.cancelRequested = cancelRequested;
    }

    String name() {
        return name.toString();
    }

    @Nullable
    Status error() {
        return error;
    }

    boolean flag(FlagField field) {
        return switch (field) {
            case DONE -> done;
            case CANCEL_REQUESTED -> cancelRequested;
        };
    }

    @Nullable
    Instant time(TimeField field) {
        return switch (field) {
            case CREATE_TIME -> createTime;
            case UPDATE_TIME -> updateTime;
            case END_TIME -> done ? updateTime : null;
        };
    }

    LazyJson json(Document document) {
        return switch (document) {
            case METADATA -> metadata;
            case RESPONSE -> response;
            case ERROR -> errorJson;
        };
    }
}
