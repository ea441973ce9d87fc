package org.operationsgateway.gateway.security.ticket;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.StreamTarget;
import org.operationsgateway.gateway.security.signed.CallerJson;

/**
 * The content of a ticket: who may open which stream until when. Immutable.
 *
 * @param caller the caller who has requested the ticket, with the time at which its credential expires
 * @param target the stream
 * @param expiry the time after which the ticket opens no stream
 */
record Ticket(Caller caller, StreamTarget target, Instant expiry) {

    /** Returns the caller of a request with this ticket, whose streams end with the credential of the ticket. */
    Caller bearer() {
        return new Caller(
                caller.principal(), Caller.Scheme.TICKET, caller.grants(), caller.expiry(), caller.ids(), target);
    }

    String json() {
        JsonBuilder json = JsonBuilder.object()
                .string("name", target.name())
                .string("filter", target.filter())
                .string("expiry", expiry.toString());
        return CallerJson.write(json, caller).build();
    }

    /** Parses what {@link #json} returns. */
    static Ticket parse(String json) {
        return JsonInput.readObject(json, Ticket::read);
    }

    private static Ticket read(JsonInput input) {
        String name = "";
        String filter = "";
        @Nullable String expiry = null;
        CallerJson caller = new CallerJson();
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            input.nextIsNull();
            switch (field) {
                case "name" -> name = input.string(field);
                case "filter" -> filter = input.string(field);
                case "expiry" -> expiry = input.string(field);
                default -> caller.read(input, field);
            }
        }
        return new Ticket(
                caller.caller(Caller.Scheme.TICKET),
                new StreamTarget(name, filter),
                Instant.parse(Objects.requireNonNull(expiry)));
    }
}
