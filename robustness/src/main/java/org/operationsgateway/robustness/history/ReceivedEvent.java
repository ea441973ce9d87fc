package org.operationsgateway.robustness.history;

import java.time.Instant;

/**
 * One event as a client got it.
 *
 * @param at when, by the client's clock
 * @param type such as {@code message}
 * @param lastEventId what a client would send to resume after it; empty if it never saw an id
 * @param data the event's data
 */
public record ReceivedEvent(Instant at, String type, String lastEventId, String data) {

    /** Whether it is a state. */
    public boolean message() {
        return type.equals("message");
    }

    /** Whether the state is done. */
    public boolean done() {
        return message() && data.contains(",\"done\":true");
    }
}
