package org.operationsgateway.gateway.api;

import org.operationsgateway.gateway.api.negotiation.ContentNegotiation;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.RouteTarget;
import org.operationsgateway.gateway.api.request.ScopeParser;
import org.operationsgateway.gateway.security.Access;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.StreamTarget;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The permission that a route requires. Immutable.
 *
 * @param json for a response in JSON
 * @param stream for a stream
 */
record RoutePermission(Permission json, Permission stream) {

    /** Returns the permission of a route that has no streams. */
    static RoutePermission of(Permission permission) {
        return new RoutePermission(permission, permission);
    }

    /** Returns the request; fails with PERMISSION_DENIED if the caller has no grant for it. */
    ServerRequest check(ServerRequest request, RouteTarget target) {
        boolean isStream =
                json != stream && ContentNegotiation.streamFormat(request).isPresent();
        Permission permission = isStream ? stream : json;
        StreamTarget ticket = Caller.of(request.exchange()).target();
        if (ticket != null && !(isStream && ticket.equals(target(request, target)))) {
            throw Access.denied();
        }
        if (target != RouteTarget.COLLECTION) {
            Access.require(
                    request.exchange(), permission, ApiRequest.name(request).parent());
        } else if (permission == Permission.CREATE) {
            Access.require(request.exchange(), permission, ApiRequest.parent(request));
        } else {
            // The parent can also be a parameter, and a list of a parent above the grants shows what lies inside.
            Access.requireAny(request.exchange(), permission);
        }
        return request;
    }

    private static StreamTarget target(ServerRequest request, RouteTarget target) {
        if (target != RouteTarget.COLLECTION) {
            return new StreamTarget(ApiRequest.name(request).toString(), "");
        }
        if (!ScopeParser.names(request).isEmpty()) {
            // A ticket is for one stream of one operation or of one collection.
            throw Access.denied();
        }
        String filter = QueryParameters.text(request, "filter").orElse("");
        return new StreamTarget(ScopeParser.parent(request).collection(), filter);
    }
}
