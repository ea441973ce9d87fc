package org.operationsgateway.gateway.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * How much of an operation an answer shows.
 *
 * @see <a href="https://google.aip.dev/157">AIP-157</a>
 */
enum View {
    /** The standard resource and nothing else: strict clients fail on any other field. */
    BASIC {
        @Override
        String json(StoredOperation snapshot) {
            return OperationJson.write(snapshot.operation());
        }
    },
    /** With one more member, {@code gateway}: what the gateway itself knows of the operation. */
    FULL {
        @Override
        String json(StoredOperation snapshot) {
            String basic = OperationJson.write(snapshot.operation());
            StringBuilder json = new StringBuilder(basic.length() + 256);
            json.append(basic, 0, basic.length() - 1).append(",\"gateway\":{");
            time(json, "createTime", snapshot.createTime());
            time(json.append(','), "updateTime", snapshot.updateTime());
            optionalTime(json, "endTime", snapshot.endTime());
            json.append(",\"revision\":\"")
                    .append(snapshot.id().number())
                    .append("\",\"etag\":\"\\\"")
                    .append(snapshot.id())
                    .append("\\\"\",\"cancelRequested\":")
                    .append(snapshot.cancelRequested());
            optionalTime(json, "leaseExpireTime", snapshot.leaseExpireTime());
            optionalTime(json, "expireTime", snapshot.expireTime());
            return json.append("}}").toString();
        }
    };

    /** The operation as JSON. */
    abstract String json(StoredOperation snapshot);

    /** What the request asks for; fails with INVALID_ARGUMENT if there is no such view. */
    static View of(ServerRequest request) {
        Optional<String> view = QueryParameters.text(request, "view");
        return switch (view.orElse("BASIC")) {
            case "BASIC" -> BASIC;
            case "FULL" -> FULL;
            default ->
                throw StatusException.badRequest(Reason.INVALID_PARAMETER, "view", "view must be BASIC or FULL.");
        };
    }

    private static void optionalTime(StringBuilder json, String name, @Nullable Instant time) {
        if (time != null) {
            time(json.append(','), name, time);
        }
    }

    private static void time(StringBuilder json, String name, Instant time) {
        // As RFC 3339 has it, in UTC.
        json.append('"').append(name).append("\":\"").append(time).append('"');
    }
}
