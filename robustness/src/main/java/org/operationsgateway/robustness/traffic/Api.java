package org.operationsgateway.robustness.traffic;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.replica.Endpoint;
import org.operationsgateway.robustness.replica.Endpoints;
import org.operationsgateway.robustness.report.Journal;

/** A client for producers that sends each request to a random endpoint and records the result. Thread-safe. */
public final class Api {

    private static final String OPERATIONS = "/operations/";
    /** The timeout of the whole response. That of the HTTP client ends with the head. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Journal journal;
    private final Payload payload = new Payload();

    public Api(Endpoints endpoints, Recorder recorder, Journal journal) {
        this.endpoints = endpoints;
        this.recorder = recorder;
        this.journal = journal;
    }

    /**
     * The result of one attempt.
     *
     * @param status the HTTP status; 0 without a complete response
     */
    public record Answer(int status, Write.Outcome outcome) {

        /** Returns whether no retry is needed: the change is committed, or permanently rejected. */
        public boolean settled() {
            boolean retryable = status == 429 || status == 499;
            return outcome != Write.Outcome.UNKNOWN && !retryable;
        }
    }

    /** A change, before it is sent. */
    private record Attempt(Write.Kind kind, String name, long sequence, String method, String path, String body) {}

    public Answer create(String name, RandomGenerator random) {
        return create(name, "", random);
    }

    /**
     * Creates an operation.
     *
     * @param parameters further parameters of the query, such as {@code &lease=2s}; may be empty
     */
    public Answer create(String name, String parameters, RandomGenerator random) {
        int id = name.lastIndexOf(OPERATIONS);
        String path = "/v1/" + name.substring(0, id) + "/operations?operationId="
                + name.substring(id + OPERATIONS.length()) + parameters;
        long sequence = payload.next();
        String body = body(Payload.metadata(sequence, 0));
        return send(new Attempt(Write.Kind.CREATE, name, sequence, "POST", path, body), random);
    }

    public Answer update(String name, int padding, RandomGenerator random) {
        long sequence = payload.next();
        String body = body(Payload.metadata(sequence, padding));
        return send(new Attempt(Write.Kind.UPDATE, name, sequence, "PATCH", "/v1/" + name, body), random);
    }

    public Answer complete(String name, RandomGenerator random) {
        long sequence = payload.next();
        String metadata = Payload.metadata(sequence, 3);
        String body = switch (random.nextInt(3)) {
            case 0 -> body(metadata + "," + Payload.response(sequence));
            case 1 -> body(metadata + "," + Payload.error(sequence));
            default -> body(metadata);
        };
        String path = "/v1/" + name + ":complete";
        return send(new Attempt(Write.Kind.COMPLETE, name, sequence, "POST", path, body), random);
    }

    public Answer cancel(String name, RandomGenerator random) {
        String path = "/v1/" + name + ":cancel";
        return send(new Attempt(Write.Kind.CANCEL, name, payload.next(), "POST", path, "{}"), random);
    }

    public Answer delete(String name, RandomGenerator random) {
        return send(new Attempt(Write.Kind.DELETE, name, payload.next(), "DELETE", "/v1/" + name, ""), random);
    }

    private static String body(String fields) {
        return "{" + fields + "}";
    }

    private Answer send(Attempt attempt, RandomGenerator random) {
        Endpoint endpoint = endpoints.any(random);
        Instant started = Instant.now();
        CompletableFuture<HttpResponse<String>> pending = endpoint.api()
                .start(attempt.method(), attempt.path(), attempt.body(), "Content-Type", "application/json");
        try {
            HttpResponse<String> response = pending.get(RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return record(attempt, started, response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return record(attempt, started, 0, "");
        } catch (ExecutionException failed) {
            journal.log("%s %s on %s failed: %s"
                    .formatted(attempt.method(), attempt.path(), endpoint.name(), failed.getCause()));
            return record(attempt, started, 0, "");
        } catch (TimeoutException incomplete) {
            pending.cancel(true);
            journal.log("%s %s on %s received no complete response"
                    .formatted(attempt.method(), attempt.path(), endpoint.name()));
            return record(attempt, started, 0, "");
        }
    }

    private Answer record(Attempt attempt, Instant started, int status, String body) {
        Write.Outcome outcome = outcome(status);
        String response = outcome == Write.Outcome.ACKNOWLEDGED ? recorder.intern(body) : "";
        recorder.add(new Write(
                attempt.sequence(), attempt.kind(), attempt.name(), outcome, response, started, Instant.now()));
        return new Answer(status, outcome);
    }

    private static Write.Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Write.Outcome.ACKNOWLEDGED;
        }
        return status >= 400 && status < 500 ? Write.Outcome.REFUSED : Write.Outcome.UNKNOWN;
    }
}
