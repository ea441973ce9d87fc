package org.operationsgateway.gateway.security.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.gateway.security.caller.Caller;
import org.operationsgateway.gateway.security.caller.StreamTarget;
import org.operationsgateway.gateway.security.grant.Grant;
import org.operationsgateway.gateway.security.grant.Grants;

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
        return new Caller(caller.principal(), Caller.Scheme.TICKET, caller.grants(), caller.expiry(), target);
    }

    String json() {
        JsonBuilder json = JsonBuilder.object()
                .string("name", target.name())
                .string("filter", target.filter())
                .string("principal", caller.principal())
                .string("expiry", expiry.toString())
                .beginArray("grants");
        caller.grants().grants().forEach(grant -> json.element(quoted(grant)));
        json.endArray();
        Instant end = caller.expiry();
        return (end == null ? json : json.string("end", end.toString())).build();
    }

    /** Returns a JSON string: a grant contains no character that needs an escape. */
    private static String quoted(Grant grant) {
        return '"' + grant.toString() + '"';
    }

    /** Parses what {@link #json} returns. */
    static Ticket parse(String json) {
        return JsonInput.readObject(json, Ticket::read);
    }

    private static Ticket read(JsonInput input) {
        String name = "";
        String filter = "";
        String principal = "";
        @Nullable String expiry = null;
        @Nullable String end = null;
        List<String> grants = new ArrayList<>();
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            input.nextIsNull();
            switch (field) {
                case "name" -> name = input.string(field);
                case "filter" -> filter = input.string(field);
                case "principal" -> principal = input.string(field);
                case "expiry" -> expiry = input.string(field);
                case "end" -> end = input.string(field);
                case "grants" -> {
                    input.enterArray(field);
                    while (input.nextElement()) {
                        grants.add(input.string(field));
                    }
                }
                default -> input.skip();
            }
        }
        Caller caller = new Caller(
                principal, Caller.Scheme.TICKET, Grants.parse(grants), end == null ? null : Instant.parse(end));
        return new Ticket(caller, new StreamTarget(name, filter), Instant.parse(Objects.requireNonNull(expiry)));
    }
}
