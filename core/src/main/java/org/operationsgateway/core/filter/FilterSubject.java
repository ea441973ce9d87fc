package org.operationsgateway.core.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Condition.FlagField;
import org.operationsgateway.core.filter.Condition.TimeField;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.StatusJson;

/**
 * What filters can see of an operation. Its JSON is parsed when a filter first looks into it, and once.
 *
 * <p>Any number of threads may ask filters about the same subject.
 */
public final class FilterSubject {

    private final OperationName name;
    private final boolean done;
    private final boolean cancelRequested;
    private final Instant createTime;
    private final Instant updateTime;
    private final @Nullable Status error;
    private final StoredJson metadata;
    private final StoredJson response;
    private final StoredJson errorJson;

    /**
     * The subject of these parts. Texts are well-formed JSON, as the store keeps it.
     *
     * @param updateTime when it changed last: of what is done, also when it ended
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
        this.metadata = new StoredJson(() -> metadata);
        this.response = new StoredJson(() -> response);
        this.error = error;
        this.errorJson = new StoredJson(() -> error == null ? null : StatusJson.write(error));
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

    StoredJson json(Document document) {
        return switch (document) {
            case METADATA -> metadata;
            case RESPONSE -> response;
            case ERROR -> errorJson;
        };
    }
}
