/** The parts that every event stream shares: formats, encoded events, sinks, heartbeats, limits on age and meters. */
@NullMarked
package org.operationsgateway.gateway.stream;

import org.jspecify.annotations.NullMarked;
