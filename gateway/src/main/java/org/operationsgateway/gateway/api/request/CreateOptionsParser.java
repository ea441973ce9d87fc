package org.operationsgateway.gateway.api.request;

import java.math.BigDecimal;
import java.time.Duration;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.CreateOptions;
import org.operationsgateway.gateway.store.StoreProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads on what terms an operation is to be created, and says what is usual where the request doesn't. */
@Component
public class CreateOptionsParser {

    /** Shorter, and the pauses of a network would end operations. */
    private static final Duration MIN_LEASE = Duration.ofSeconds(1);

    private static final Duration MAX_LEASE = Duration.ofDays(30);
    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    private final Duration keepDone;

    CreateOptionsParser(StoreProperties properties) {
        this.keepDone = properties.keepDone();
    }

    public CreateOptions of(ServerRequest request) {
        return new CreateOptions(
                QueryParameters.cancellation(request),
                QueryParameters.duration(request, "lease")
                        .map(CreateOptionsParser::lease)
                        .orElse(null),
                QueryParameters.duration(request, "timeout")
                        .map(timeout -> between("timeout", timeout, Duration.ofMillis(1), MAX_DURATION))
                        .orElse(null),
                QueryParameters.duration(request, "ttl")
                        .map(ttl -> between("ttl", ttl, Duration.ZERO, MAX_DURATION))
                        .orElse(keepDone));
    }

    /** Makes sure that a lease is neither too short nor too long; fails with INVALID_ARGUMENT. */
    public static Duration lease(Duration lease) {
        return between("lease", lease, MIN_LEASE, MAX_LEASE);
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
