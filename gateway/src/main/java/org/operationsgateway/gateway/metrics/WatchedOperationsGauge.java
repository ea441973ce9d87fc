package org.operationsgateway.gateway.metrics;

import org.operationsgateway.gateway.watch.TopicRegistry;
import org.springframework.stereotype.Component;

/** Shows how many operations are watched. */
@Component
class WatchedOperationsGauge {

    WatchedOperationsGauge(Meters meters, TopicRegistry topics) {
        meters.gauge(GatewayMeter.OPERATIONS_WATCHED, topics::size);
    }
}
