package org.operationsgateway.gateway.api.request;

import java.math.BigDecimal;
import java.time.Duration;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.store.CreateOptions;
import org.operationsgateway.gateway.store.StoreProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The parser of the options of a create request, with their defaults and limits. Thread-safe. */
@Component
public class CreateOptionsParser {

    /** With a shorter lease, a short network outage would fail operations. */
    private static final Duration MIN_LEASE = Duration.ofSeconds(1);

    private static final Duration MAX_LEASE = Duration.ofDays(30);
    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    private final Duration defaultTtl;

    CreateOptionsParser(StoreProperties properties) {
        this.defaultTtl = properties.keepDone();
    }

    /** Returns the options of a request; fails with INVALID_ARGUMENT if one is malformed or exceeds its limits. */
    public CreateOptions parse(ServerRequest request) {
        return new CreateOptions(
                QueryParameters.cancellation(request),
                QueryParameters.duration(request, "lease")
                        .map(CreateOptionsParser::checkLease)
                        .orElse(null),
                QueryParameters.duration(request, "timeout")
                        .map(timeout -> checkRange("timeout", timeout, Duration.ofMillis(1), MAX_DURATION))
                        .orElse(null),
                QueryParameters.duration(request, "ttl")
                        .map(ttl -> checkRange("ttl", ttl, Duration.ZERO, MAX_DURATION))
                        .orElse(defaultTtl),
                Caller.of(request.exchange()).creator());
    }

    /** Returns a lease that is within its limits; fails with INVALID_ARGUMENT otherwise. */
    public static Duration checkLease(Duration lease) {
        return checkRange("lease", lease, MIN_LEASE, MAX_LEASE);
    }

    private static Duration checkRange(String name, Duration duration, Duration min, Duration max) {
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            String limits = seconds(min) + " and " + seconds(max);
            throw StatusException.badRequest(Reason.INVALID_PARAMETER, name, name + " must be between " + limits + ".");
        }
        return duration;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
