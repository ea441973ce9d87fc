package org.operationsgateway.gateway.api.request;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.spelling.EditDistance;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The query parameters of a route. Immutable.
 *
 * <p>A change with any other parameter is refused: with a typing error in {@code lease}, an operation would have none.
 * A read is refused only if the parameter resembles one of the route, or belongs to another route: browser libraries
 * add parameters against caches. System parameters, which Google's clients send, are passed over.
 *
 * @see <a href="https://cloud.google.com/apis/docs/system-parameters">System parameters</a>
 */
public final class RouteParameters {

    private static final Set<String> SYSTEM = Set.of(
            "access_token",
            "alt",
            "callback",
            "fields",
            "key",
            "oauth_token",
            "passwd",
            "pp",
            "prettyPrint",
            "quotaUser",
            "trace",
            "upload_protocol",
            "uploadType",
            "userIp",
            "userProject");

    /** The parameters of all routes. */
    private static final Set<String> ALL = Set.of(
            "cancellation",
            "conflate",
            "etag",
            "filter",
            "lastEventId",
            "lease",
            "name",
            "operationId",
            "pageSize",
            "pageToken",
            "requestId",
            "returnPartialSuccess",
            "timeout",
            "ttl",
            "updateMask",
            "view");

    private static final int MAX_QUOTED = 64;

    private enum Effect {
        READ,
        CHANGE
    }

    private final Effect effect;
    private final List<String> names;

    private RouteParameters(Effect effect, String... names) {
        this.effect = effect;
        this.names = Arrays.stream(names).sorted().toList();
    }

    /** Returns the parameters of a route that changes nothing. */
    public static RouteParameters ofRead(String... names) {
        return new RouteParameters(Effect.READ, names);
    }

    /** Returns the parameters of a route that changes something. */
    public static RouteParameters ofChange(String... names) {
        return new RouteParameters(Effect.CHANGE, names);
    }

    /** Returns the request; fails with INVALID_ARGUMENT if the route has not all of its parameters. */
    public ServerRequest check(ServerRequest request) {
        MultiValueMap<String, String> parameters = request.queryParams();
        parameters.forEach((name, values) -> check(name, values.size()));
        return request;
    }

    private void check(String name, int count) {
        if (names.contains(name)) {
            if (count > 1 && effect == Effect.CHANGE) {
                throw invalid(name, "appears more than once.");
            }
        } else if (!SYSTEM.contains(name) && !name.startsWith("$") && !name.isEmpty()) {
            checkUnknown(name);
        }
    }

    private void checkUnknown(String name) {
        Optional<String> nearest = nearest(name);
        if (nearest.isPresent()) {
            throw invalid(name, "is unknown. Use '" + nearest.get() + "'.");
        } else if (effect == Effect.CHANGE || ALL.contains(name)) {
            throw invalid(name, "has no effect on this request, which has the parameters " + names + ".");
        }
    }

    private Optional<String> nearest(String name) {
        return names.stream()
                .filter(known -> EditDistance.isSimilar(name, known))
                .min(Comparator.comparingInt(known -> EditDistance.between(name, known)));
    }

    private static StatusException invalid(String name, String problem) {
        String quoted = name.length() > MAX_QUOTED ? name.substring(0, MAX_QUOTED) + "…" : name;
        return StatusException.badRequest(
                Reason.INVALID_PARAMETER, quoted, "The query parameter '" + quoted + "' " + problem);
    }
}
