package org.operationsgateway.robustness.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a subscriber, from the request to its end.
 *
 * @param replica the name of the replica
 * @param lastEventId the event id to resume after; null if the subscriber sent none
 * @param status the status of the response
 * @param opened the time of the request
 * @param answered the time of the head of the response
 * @param ended the time of the end
 * @param events the received events, in order; empty unless the status is 200
 * @param ending the cause of the end
 */
public record Connection(
        String replica,
        @Nullable String lastEventId,
        int status,
        Instant opened,
        Instant answered,
        Instant ended,
        List<ReceivedEvent> events,
        Ending ending) {

    /** The cause of the end of a connection. */
    public enum Ending {
        /** The server completed the response. */
        SERVER,
        /** The subscriber closed the connection. */
        CLIENT,
        /** The connection failed, or no byte arrived before the read timeout. */
        LOST
    }

    public Connection {
        events = List.copyOf(events);
    }

    /** Returns whether the response is a stream. */
    public boolean isStream() {
        return status == 200;
    }
}
