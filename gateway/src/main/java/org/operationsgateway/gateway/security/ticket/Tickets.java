package org.operationsgateway.gateway.security.ticket;

import java.time.Duration;
import java.time.Instant;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.StreamTarget;
import org.operationsgateway.gateway.security.signed.SignedText;
import org.operationsgateway.gateway.store.page.SharedKey;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The codec of tickets. A ticket is its content and a keyed hash (HMAC) of it, with the key that all replicas share: it
 * is not stored, and is valid on every replica. Thread-safe.
 */
@Component
public class Tickets {

    /** The limit on a ticket, in characters, which must fit into a URL: a caller with more grants gets none. */
    private static final int MAX_LENGTH = 4096;

    private final Mono<SignedText> texts;
    private final Duration maxAge;

    Tickets(SharedKey sharedKey, TicketProperties properties) {
        this.texts = sharedKey.derived("stream ticket").map(key -> new SignedText(key, MAX_LENGTH));
        this.maxAge = properties.maxAge();
    }

    /**
     * Emits a JSON object with a new {@code ticket} and its {@code expireTime}, which is not later than that of the
     * credential. Fails with INVALID_ARGUMENT if the ticket would be too long.
     */
    public Mono<String> issue(Caller caller, StreamTarget target) {
        return texts.map(text -> {
            Instant latest = Instant.now().plus(maxAge);
            Instant end = caller.expiry();
            Instant expiry = end == null || latest.isBefore(end) ? latest : end;
            String ticket = text.sign(new Ticket(caller, target, expiry).json())
                    .orElseThrow(() -> StatusException.badRequest(
                            Reason.INVALID_BODY, "name", "The filter and the grants are too long for a ticket."));
            return JsonBuilder.object()
                    .string("ticket", ticket)
                    .string("expireTime", expiry.toString())
                    .build();
        });
    }

    /** Emits the caller with a ticket, who may open its stream only. Fails with UNAUTHENTICATED. */
    public Mono<Caller> verify(String ticket) {
        return texts.map(text -> text.content(ticket)
                .map(Ticket::parse)
                .filter(found -> Instant.now().isBefore(found.expiry()))
                .map(Ticket::bearer)
                .orElseThrow(Tickets::invalid));
    }

    private static StatusException invalid() {
        return StatusException.of(
                Reason.CREDENTIAL_INVALID, "The ticket is not valid, or has expired. Get a new one from /v1/tickets.");
    }
}
