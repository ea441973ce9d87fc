package org.operationsgateway.robustness.history.period;

import java.time.Instant;
import java.util.List;

/**
 * A period in which many clients sent expensive requests and gave up, while no other fault was active.
 *
 * @param requests the number of requests
 * @param failedProbes the readiness probes without a positive answer in time
 */
public record AbortedRequests(Instant from, Instant until, int requests, List<FailedProbe> failedProbes)
        implements Period {

    /**
     * A readiness probe without a positive answer in time.
     *
     * @param replica the name of the replica
     * @param sent the time of the request
     */
    public record FailedProbe(String replica, Instant sent) {}

    public AbortedRequests {
        failedProbes = List.copyOf(failedProbes);
    }
}
