package org.operationsgateway.gateway.http.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A limit on the number of open connections, in total and for each client address. Thread-safe. */
@Component
public class ConnectionLimiter {

    private static final Logger log = LoggerFactory.getLogger(ConnectionLimiter.class);
    private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong nextLogNanos = new AtomicLong(System.nanoTime());
    private final Map<InetAddress, Integer> openOfAddresses = new ConcurrentHashMap<>();

    ConnectionLimiter(PeerProperties properties) {
        this.max = properties.max();
        this.maxPerAddress = properties.maxPerAddress();
    }

    /** Counts a connection; returns whether it is within the limits. A rejected one is released, too. */
    boolean acquire(@Nullable SocketAddress remote) {
        int count = open.incrementAndGet();
        InetAddress address = address(remote);
        int countOfAddress = address == null ? 0 : openOfAddresses.merge(address, 1, Integer::sum);
        boolean accepted = count <= max && countOfAddress <= maxPerAddress;
        if (!accepted) {
            log(count, countOfAddress);
        }
        return accepted;
    }

    private void log(int count, int countOfAddress) {
        long now = System.nanoTime();
        long next = nextLogNanos.get();
        if (now - next >= 0 && nextLogNanos.compareAndSet(next, now + LOG_INTERVAL_NANOS)) {
            log.warn(
                    "Rejecting connections: {} are open, {} of them from the address of the latest one."
                            + " See gateway.connections.max and gateway.connections.max-per-address.",
                    count,
                    maxPerAddress == 0 ? "an unknown number" : countOfAddress);
        }
    }

    void release(@Nullable SocketAddress remote) {
        open.decrementAndGet();
        InetAddress address = address(remote);
        if (address != null) {
            openOfAddresses.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Returns null if addresses are not limited. */
    private @Nullable InetAddress address(@Nullable SocketAddress remote) {
        return maxPerAddress > 0 && remote instanceof InetSocketAddress internet ? internet.getAddress() : null;
    }

    /** Returns the number of open connections. */
    public int open() {
        return open.get();
    }
}
