package org.operationsgateway.robustness.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a subscriber, from the answer to the end.
 *
 * @param replica which replica answered
 * @param lastEventId what the subscriber asked to resume after; null if it asked for nothing
 * @param status the status of the answer
 * @param opened when the request was sent
 * @param ended when it was over
 * @param events what came, in order; none unless the status is 200
 * @param ending who ended it
 */
public record Connection(
        String replica,
        @Nullable String lastEventId,
        int status,
        Instant opened,
        Instant ended,
        List<ReceivedEvent> events,
        Ending ending) {

    /** How a connection ends. */
    public enum Ending {
        /** The server ended the stream as HTTP has it. */
        SERVER,
        /** The subscriber had enough. */
        CLIENT,
        /** It broke off, or fell silent. */
        LOST
    }

    public Connection {
        events = List.copyOf(events);
    }

    /** Whether it is a stream at all. */
    public boolean stream() {
        return status == 200;
    }
}
