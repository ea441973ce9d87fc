package org.operationsgateway.gateway.http.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
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

    private static final Duration MEMORY_OF_FLOODS = Duration.ofMinutes(1);
    private static final int MAX_FLOODING_ADDRESSES = 10_000;

    private final Cache<InetAddress, Boolean> flooding = Caffeine.newBuilder()
            .expireAfterWrite(MEMORY_OF_FLOODS)
            .maximumSize(MAX_FLOODING_ADDRESSES)
            .build();
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

    /** Remembers the address of a connection that is rejected because of a flood of frames, for a minute. */
    void flooded(@Nullable SocketAddress remote) {
        if (remote instanceof InetSocketAddress address) {
            flooding.put(address.getAddress(), true);
        }
    }

    /** Returns whether a connection of this address was closed in the last minute because of a flood of frames. */
    boolean hasFlooded(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress address && flooding.getIfPresent(address.getAddress()) != null;
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
