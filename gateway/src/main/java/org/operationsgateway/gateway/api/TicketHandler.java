package org.operationsgateway.gateway.api;

import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.security.Access;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.StreamTarget;
import org.operationsgateway.gateway.security.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of requests for tickets. Thread-safe. */
@Component
class TicketHandler {

    private final Tickets tickets;
    private final RequestBodies bodies;

    TicketHandler(Tickets tickets, RequestBodies bodies) {
        this.tickets = tickets;
        this.bodies = bodies;
    }

    /** Responds with a ticket for one stream, which the caller may open itself. */
    Mono<ServerResponse> issue(ServerRequest request) {
        Caller caller = Caller.of(request.exchange());
        if (caller.target() != null) {
            throw Access.denied();
        }
        return bodies.read(request)
                .map(TicketRequest::parse)
                .map(body -> target(request, body))
                .flatMap(target -> tickets.issue(caller, target))
                .flatMap(JsonResponse::ok);
    }

    private static StreamTarget target(ServerRequest request, TicketRequest body) {
        String name = body.name();
        if (name.equals(OperationName.COLLECTION) || name.endsWith("/" + OperationName.COLLECTION)) {
            Filter.parse(body.filter());
            Access.requireAny(request.exchange(), Permission.WATCH);
        } else {
            Access.require(
                    request.exchange(),
                    Permission.WATCH,
                    OperationName.parse(name).parent());
        }
        return new StreamTarget(name, body.filter());
    }
}
