package org.operationsgateway.gateway.metrics;

import org.operationsgateway.gateway.watch.WatchHub;
import org.springframework.stereotype.Component;

/** Shows how many operations are watched. */
@Component
class WatchedOperations {

    WatchedOperations(Meters meters, WatchHub hub) {
        meters.gauge(GatewayMeter.OPERATIONS_WATCHED, hub::size);
    }
}
