package org.operationsgateway.gateway.api;

import java.math.BigDecimal;
import java.time.Duration;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.StoreProperties;
import org.operationsgateway.gateway.store.Terms;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads on what terms an operation is to be created, and says what is usual where the request doesn't. */
@Component
class AgreedTerms {

    /** Shorter, and the pauses of a network would end operations. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private static final Duration LONGEST_LEASE = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Duration keepDone;

    AgreedTerms(StoreProperties properties) {
        this.keepDone = properties.keepDone();
    }

    Terms of(ServerRequest request) {
        return new Terms(
                Parameters.cancellation(request),
                Parameters.duration(request, "lease").map(AgreedTerms::lease).orElse(null),
                Parameters.duration(request, "timeout")
                        .map(timeout -> between("timeout", timeout, Duration.ofMillis(1), LONGEST))
                        .orElse(null),
                Parameters.duration(request, "ttl")
                        .map(ttl -> between("ttl", ttl, Duration.ZERO, LONGEST))
                        .orElse(keepDone));
    }

    /** Makes sure that a lease is neither too short nor too long; fails with INVALID_ARGUMENT. */
    static Duration lease(Duration lease) {
        return between("lease", lease, SHORTEST_LEASE, LONGEST_LEASE);
    }

    private static Duration between(String name, Duration duration, Duration shortest, Duration longest) {
        if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
            String limits = seconds(shortest) + " to " + seconds(longest);
            throw StatusException.badRequest(Reason.INVALID_PARAMETER, name, name + " must be " + limits + ".");
        }
        return duration;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
