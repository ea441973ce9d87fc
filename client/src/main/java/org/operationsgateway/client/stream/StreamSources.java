package org.operationsgateway.client.stream;

import java.time.Duration;
import org.operationsgateway.client.http.EventStreams;
import org.operationsgateway.client.http.JsonExchange;
import reactor.core.scheduler.Scheduler;

/**
 * The connections that streams use, and the scheduler of their delays. Immutable and thread-safe.
 *
 * @param maxOutage the time for which failures are retried until a stream fails
 */
public record StreamSources(EventStreams streams, JsonExchange exchange, Duration maxOutage, Scheduler scheduler) {}
