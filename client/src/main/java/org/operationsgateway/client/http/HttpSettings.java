package org.operationsgateway.client.http;

import java.time.Duration;

/**
 * The limits on requests and streams. Immutable.
 *
 * @param maxAnswerBytes the limit on the size of an answer, and on that of an event of a stream
 * @param headTimeout the time until the head of a response, and until the first event of a stream
 * @param idleTimeout the time without any byte after which a stream is broken; longer than the server's heartbeat
 * @param maxOutage the time for which failures are retried until a stream, or a persistent request, fails
 */
public record HttpSettings(int maxAnswerBytes, Duration headTimeout, Duration idleTimeout, Duration maxOutage) {}
