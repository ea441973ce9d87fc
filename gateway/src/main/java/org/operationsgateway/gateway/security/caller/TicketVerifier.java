package org.operationsgateway.gateway.security.caller;

import reactor.core.publisher.Mono;

/** The verification of stream tickets. Thread-safe. */
@FunctionalInterface
public interface TicketVerifier {

    /** Emits the caller with a ticket, who may open its stream only. Fails with UNAUTHENTICATED. */
    Mono<Caller> verify(String ticket);
}
