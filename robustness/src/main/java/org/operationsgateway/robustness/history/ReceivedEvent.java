package org.operationsgateway.robustness.history;

import java.time.Instant;

/**
 * An event received by a subscriber.
 *
 * @param time the time of arrival, by the clock of the client
 * @param type the type, such as {@code message}
 * @param lastEventId the id to resume after; empty if the stream has not contained an id yet
 * @param data the data
 */
public record ReceivedEvent(Instant time, String type, String lastEventId, String data) {

    /** Returns whether the event contains a state. */
    public boolean isState() {
        return type.equals("message");
    }

    /** Returns whether the event contains the done state. */
    public boolean isDoneState() {
        return isState() && data.contains(",\"done\":true");
    }
}
