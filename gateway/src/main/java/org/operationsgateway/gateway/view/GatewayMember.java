package org.operationsgateway.gateway.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;

/**
 * The member {@code gateway} of the full view: the times, the revision and the cancellation request. It holds no
 * payload, so a shared event keeps it in memory until a stream needs it. Immutable.
 *
 * @param leaseExpireTime null if the operation is done or has no lease, and for a revision: heartbeats move it without
 *     one
 * @param expireTime null while the operation is running, and for a revision that is read after the deletion
 * @param reason the reason for which the gateway has ended the operation; null if it has not
 */
public record GatewayMember(
        RevisionTag tag,
        Instant createTime,
        Instant updateTime,
        boolean done,
        boolean cancelRequested,
        @Nullable Instant leaseExpireTime,
        @Nullable Instant expireTime,
        @Nullable Reason reason) {

    /** The length of the member, about; one resize more or less has no effect. */
    private static final int LENGTH = 512;

    /** Returns the member for the current row of an operation. */
    public static GatewayMember of(StoredOperation stored) {
        return new GatewayMember(
                stored.tag(),
                stored.createTime(),
                stored.updateTime(),
                stored.operation().done(),
                stored.cancelRequested(),
                stored.leaseExpireTime(),
                stored.expireTime(),
                reason(stored.operation()));
    }

    /** Returns the member for a new state. */
    public static GatewayMember of(Revision.Changed changed) {
        return of(changed, changed.operation(), changed.details());
    }

    /** Returns the member for a cancellation request. */
    public static GatewayMember of(Revision.CancelRequested request) {
        return of(request, request.operation(), request.details());
    }

    private static GatewayMember of(Revision revision, Operation operation, Revision.Details details) {
        return new GatewayMember(
                revision.tag(),
                details.createTime(),
                revision.time(),
                operation.done(),
                details.cancelRequested(),
                null,
                details.expireTime(),
                reason(operation));
    }

    private static @Nullable Reason reason(Operation operation) {
        return operation.state() instanceof State.Done done && done.outcome() instanceof Outcome.Failure failure
                ? failure.reason()
                : null;
    }

    /** Returns an operation with this member; {@code operation} is its JSON in the basic view. */
    public String addTo(String operation) {
        JsonBuilder json = JsonBuilder.object(operation.length() + LENGTH)
                .members(operation)
                .beginObject("gateway");
        time(json, "createTime", createTime);
        time(json, "updateTime", updateTime);
        // A done operation does not change, so its end was the latest change.
        time(json, "endTime", done ? updateTime : null);
        json.string("revision", Long.toString(tag.id().number()))
                .string("etag", "\"" + tag + "\"")
                .bool("cancelRequested", cancelRequested);
        time(json, "leaseExpireTime", leaseExpireTime);
        time(json, "expireTime", expireTime);
        if (reason != null) {
            json.string("reason", reason.name());
        }
        return json.endObject().build();
    }

    private static void time(JsonBuilder json, String name, @Nullable Instant time) {
        if (time != null) {
            json.string(name, time.toString());
        }
    }
}
