package org.operationsgateway.client.stream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.operationsgateway.client.http.Backoff;
import org.operationsgateway.client.http.TransportErrors;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The delays between the connections of one stream, and the decision to give up. Confined to one subscription, whose
 * signals are serial.
 */
final class Reconnection {

    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
    private static final Duration MIN_RETRY = Duration.ofMillis(100);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final long NO_OUTAGE = Long.MIN_VALUE;

    private final Duration maxOutage;
    private final Scheduler scheduler;
    private Duration retry = DEFAULT_RETRY;
    private boolean isAlive;
    private int failures;
    private int silentConnections;
    private long outageSince = NO_OUTAGE;

    Reconnection(Duration maxOutage, Scheduler scheduler) {
        this.maxOutage = maxOutage;
        this.scheduler = scheduler;
    }

    /** The clean end of one connection, after which the stream resumes. */
    static final class ConnectionEndedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConnectionEndedException() {
            super("The server has ended the connection", null, false, false);
        }
    }

    /** Returns the events of a connection that does not end: it is opened again, until a failure is not retriable. */
    <T> Flux<T> keepOpen(Flux<T> connection) {
        return connection
                .concatWith(Mono.error(ConnectionEndedException::new))
                .retryWhen(Retry.from(ends -> ends.concatMap(end -> delay(end.failure()))));
    }

    /** Records an event of the server. */
    void recordEvent() {
        isAlive = true;
        failures = 0;
        silentConnections = 0;
        outageSince = NO_OUTAGE;
    }

    /** Records the reconnection time that the server demands. */
    void recordRetry(Duration delay) {
        retry = delay;
    }

    /** Returns the number of connections since the last event that were accepted and delivered nothing. */
    int silentConnections() {
        return silentConnections;
    }

    /** Returns the time at which the next connection may be opened, or the failure. */
    private Mono<Long> delay(Throwable failure) {
        boolean hasEnded = failure instanceof ConnectionEndedException;
        if (!hasEnded && !TransportErrors.isRetriable(failure)) {
            return Mono.error(failure);
        }
        boolean wasAlive = isAlive;
        isAlive = false;
        if (wasAlive) {
            return Mono.delay(Backoff.extended(retry.compareTo(MIN_RETRY) > 0 ? retry : MIN_RETRY), scheduler);
        }
        silentConnections += hasEnded || failure.getCause() instanceof TimeoutException ? 1 : 0;
        return isOutageTooLong() ? Mono.error(unavailable(failure)) : Mono.delay(backoff(failure), scheduler);
    }

    private Duration backoff(Throwable failure) {
        Duration demanded =
                failure instanceof StatusException status ? status.retryDelay().orElse(Duration.ZERO) : Duration.ZERO;
        return BACKOFF.delay(failures++, demanded.compareTo(retry) > 0 ? demanded : retry);
    }

    private boolean isOutageTooLong() {
        long now = scheduler.now(TimeUnit.NANOSECONDS);
        if (outageSince == NO_OUTAGE) {
            outageSince = now;
        }
        return now - outageSince >= maxOutage.toNanos();
    }

    private Throwable unavailable(Throwable failure) {
        return failure instanceof StatusException
                ? failure
                : StatusException.received(
                        new Status(Code.UNAVAILABLE, "The server ends each stream before its first event"), null, null);
    }
}
