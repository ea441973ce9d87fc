package org.operationsgateway.gateway.api;

import java.util.Optional;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.security.Access;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds.SessionId;
import org.operationsgateway.gateway.security.session.Sessions;
import org.operationsgateway.gateway.security.signed.CallerJson;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of requests for sessions. Thread-safe. */
@Component
class SessionHandler {

    private static final String EMPTY = "{}";

    private final Sessions sessions;

    SessionHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Responds with the caller of the request. */
    Mono<ServerResponse> get(ServerRequest request) {
        return JsonResponse.ok(json(withoutTicket(request)));
    }

    /** Begins a session of a caller with another credential, and responds with its cookie and the caller. */
    Mono<ServerResponse> begin(ServerRequest request) {
        Caller caller = withoutTicket(request);
        if (caller.scheme() == Caller.Scheme.SESSION) {
            throw StatusException.of(
                    Reason.PERMISSION_DENIED, "A session begins no other session. Send a token or an API key.");
        }
        if (caller.scheme() == Caller.Scheme.NONE) {
            return JsonResponse.ok(json(caller));
        }
        return sessions.begin(caller, request.exchange().getRequest()).flatMap(begun -> {
            request.exchange().getResponse().addCookie(begun.cookie());
            return JsonResponse.ok(json(begun.caller()));
        });
    }

    /** Ends the session of the request, or with the parameter {@code principal}, all sessions of another caller. */
    Mono<ServerResponse> end(ServerRequest request) {
        Caller caller = withoutTicket(request);
        Optional<String> principal = QueryParameters.text(request, "principal");
        if (principal.isPresent()) {
            Access.require(request.exchange(), Permission.MANAGE, Parent.SERVICE);
            return sessions.endAll(principal.get()).then(Mono.defer(() -> JsonResponse.ok(EMPTY)));
        }
        SessionId session = caller.ids().session();
        if (session == null) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "principal",
                    "The request has no session. Send its cookie, or the parameter principal.");
        }
        return sessions.end(caller, session, request.exchange().getRequest()).flatMap(cookie -> {
            request.exchange().getResponse().addCookie(cookie);
            return JsonResponse.ok(EMPTY);
        });
    }

    private static Caller withoutTicket(ServerRequest request) {
        Caller caller = Caller.of(request.exchange());
        if (caller.target() != null) {
            throw Access.denied();
        }
        return caller;
    }

    private static String json(Caller caller) {
        JsonBuilder json = JsonBuilder.object()
                .string("principal", caller.principal())
                .string("scheme", caller.scheme().name());
        CallerJson.writeGrants(json, caller.grants());
        return (caller.expiry() == null
                        ? json
                        : json.string("expireTime", caller.expiry().toString()))
                .build();
    }
}
