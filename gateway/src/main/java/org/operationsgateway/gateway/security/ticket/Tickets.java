package org.operationsgateway.gateway.security.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.caller.Caller;
import org.operationsgateway.gateway.security.caller.StreamTarget;
import org.operationsgateway.gateway.security.caller.TicketVerifier;
import org.operationsgateway.gateway.store.page.KeyedHash;
import org.operationsgateway.gateway.store.page.SharedKey;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The codec of tickets. A ticket is its content and a keyed hash (HMAC) of it, with the key that all replicas share: it
 * is not stored, and is valid on every replica. Thread-safe.
 */
@Component
public class Tickets implements TicketVerifier {

    /** The limit on a ticket, in characters, which must fit into a URL: a caller with more grants gets none. */
    private static final int MAX_LENGTH = 4096;

    private final Mono<KeyedHash> key;
    private final Duration maxAge;

    Tickets(SharedKey sharedKey, TicketProperties properties) {
        this.key = sharedKey.derived("stream ticket");
        this.maxAge = properties.maxAge();
    }

    /**
     * Emits a JSON object with a new {@code ticket} and its {@code expireTime}, which is not later than that of the
     * credential. Fails with INVALID_ARGUMENT if the ticket would be too long.
     */
    public Mono<String> issue(Caller caller, StreamTarget target) {
        return key.map(found -> {
            Instant latest = Instant.now().plus(maxAge);
            Instant end = caller.expiry();
            Instant expiry = end == null || latest.isBefore(end) ? latest : end;
            String ticket = sign(found, new Ticket(caller, target, expiry).json());
            if (ticket.length() > MAX_LENGTH) {
                throw StatusException.badRequest(
                        Reason.INVALID_BODY, "name", "The filter and the grants are too long for a ticket.");
            }
            return JsonBuilder.object()
                    .string("ticket", ticket)
                    .string("expireTime", expiry.toString())
                    .build();
        });
    }

    private static String sign(KeyedHash key, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(bytes) + "." + encoder.encodeToString(key.of(bytes));
    }

    @Override
    public Mono<Caller> verify(String ticket) {
        return key.map(found -> verified(found, ticket).bearer());
    }

    private static Ticket verified(KeyedHash key, String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            throw invalid();
        }
        byte[] content = decode(text.substring(0, dot));
        if (!MessageDigest.isEqual(key.of(content), decode(text.substring(dot + 1)))) {
            throw invalid();
        }
        Ticket ticket = Ticket.parse(new String(content, StandardCharsets.UTF_8));
        if (!Instant.now().isBefore(ticket.expiry())) {
            throw invalid();
        }
        return ticket;
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static StatusException invalid() {
        return StatusException.of(
                Reason.CREDENTIAL_INVALID, "The ticket is not valid, or has expired. Get a new one from /v1/tickets.");
    }
}
