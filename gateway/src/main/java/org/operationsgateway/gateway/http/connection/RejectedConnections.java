package org.operationsgateway.gateway.http.connection;

import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The connections that were rejected or closed because of what their clients have sent or have not sent: a count and a
 * line of the log for each. Thread-safe.
 *
 * <p>Each reason has a logger of its own, whose rate is limited: a flood of one kind does not suppress the lines of
 * another.
 */
@Component
public class RejectedConnections {

    private final Map<RejectionReason, LongAdder> counts = new EnumMap<>(RejectionReason.class);
    private final Map<RejectionReason, Logger> logs = new EnumMap<>(RejectionReason.class);

    /** Creates counts of zero. */
    public RejectedConnections() {
        for (RejectionReason reason : RejectionReason.values()) {
            counts.put(reason, new LongAdder());
            logs.put(reason, LoggerFactory.getLogger(RejectedConnections.class.getName() + "." + reason.tag()));
        }
    }

    /** Counts a connection and logs it. */
    public void reject(@Nullable SocketAddress remote, RejectionReason reason) {
        count(reason);
        Objects.requireNonNull(logs.get(reason))
                .warn("Rejected a connection from {}: {}", remote, reason.description());
    }

    /** Counts a connection that its caller logs. */
    public void count(RejectionReason reason) {
        Objects.requireNonNull(counts.get(reason)).increment();
    }

    /** Returns the number of connections since the start. */
    public long sum(RejectionReason reason) {
        return Objects.requireNonNull(counts.get(reason)).sum();
    }
}
