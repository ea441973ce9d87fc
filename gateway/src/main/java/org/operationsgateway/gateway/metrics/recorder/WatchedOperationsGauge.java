package org.operationsgateway.gateway.metrics.recorder;

import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.springframework.stereotype.Component;

/** A gauge of the number of operations that are watched on this replica. Thread-safe. */
@Component
class WatchedOperationsGauge {

    WatchedOperationsGauge(Meters meters, TopicRegistry topics) {
        meters.gauge(GatewayMeter.OPERATIONS_WATCHED, topics::size);
    }
}
