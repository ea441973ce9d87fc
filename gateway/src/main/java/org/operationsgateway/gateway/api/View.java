package org.operationsgateway.gateway.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The views of an operation: the sets of members that a response can contain.
 *
 * @see <a href="https://google.aip.dev/157">AIP-157</a>
 */
enum View {
    /** The members of {@code google.longrunning.Operation} only, because strict clients reject any other member. */
    BASIC {
        @Override
        String json(StoredOperation operation) {
            return OperationJson.write(operation.operation());
        }
    },
    /** The basic view and the member {@code gateway}: the times, the revision and the cancellation request. */
    FULL {
        @Override
        String json(StoredOperation operation) {
            String basic = OperationJson.write(operation.operation());
            JsonBuilder json =
                    JsonBuilder.object(basic.length() + 512).members(basic).beginObject("gateway");
            time(json, "createTime", operation.createTime());
            time(json, "updateTime", operation.updateTime());
            time(json, "endTime", operation.endTime());
            json.string("revision", Long.toString(operation.id().number()))
                    .string("etag", Etags.of(operation))
                    .bool("cancelRequested", operation.cancelRequested());
            time(json, "leaseExpireTime", operation.leaseExpireTime());
            time(json, "expireTime", operation.expireTime());
            reason(json, operation.operation().state());
            return json.endObject().build();
        }
    };

    /** Returns whether the etag changes with each member. A heartbeat moves the lease, but makes no revision. */
    boolean isIdentifiedByEtag() {
        return this == BASIC;
    }

    /** Returns an operation as compact JSON. */
    abstract String json(StoredOperation operation);

    /** Returns the view that a request selects, BASIC by default; fails with INVALID_ARGUMENT if it is unknown. */
    static View of(ServerRequest request) {
        Optional<String> view = QueryParameters.text(request, "view");
        return switch (view.orElse("BASIC")) {
            case "BASIC" -> BASIC;
            case "FULL" -> FULL;
            default ->
                throw StatusException.badRequest(Reason.INVALID_PARAMETER, "view", "view must be BASIC or FULL.");
        };
    }

    private static void reason(JsonBuilder json, State state) {
        if (state instanceof State.Done done && done.outcome() instanceof Outcome.Failure failure) {
            Reason reason = failure.reason();
            if (reason != null) {
                json.string("reason", reason.name());
            }
        }
    }

    private static void time(JsonBuilder json, String name, @Nullable Instant time) {
        if (time != null) {
            json.string(name, time.toString());
        }
    }
}
