package org.operationsgateway.robustness.traffic;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;

/** The producers' side of the API, on a random replica each time; what it is told is recorded. Thread-safe. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The JDK's own timeout ends with the head of the answer; this is for all of it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Replicas replicas;
    private final Recorder recorder;
    private final Journal journal;
    private final Payload payload = new Payload();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public Api(Replicas replicas, Recorder recorder, Journal journal) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.journal = journal;
    }

    /**
     * What an attempt was told.
     *
     * @param status 0 if there was no answer
     */
    public record Answer(int status, Write.Outcome outcome) {

        /** Whether the attempt, or one before it, has been made for good, or never can be. */
        public boolean settled() {
            boolean comeBackLater = status == 429 || status == 499;
            return outcome != Write.Outcome.UNKNOWN && !comeBackLater;
        }
    }

    public Answer create(String name, RandomGenerator random) {
        int id = name.lastIndexOf("/operations/");
        String path = "/v1/" + name.substring(0, id) + "/operations?operationId="
                + name.substring(id + "/operations/".length());
        long sequence = payload.next();
        return send(Write.Kind.CREATE, name, sequence, "POST", path, body(Payload.metadata(sequence, 0)), random);
    }

    public Answer update(String name, int padding, RandomGenerator random) {
        long sequence = payload.next();
        String body = body(Payload.metadata(sequence, padding));
        return send(Write.Kind.UPDATE, name, sequence, "PATCH", "/v1/" + name, body, random);
    }

    public Answer complete(String name, RandomGenerator random) {
        long sequence = payload.next();
        String metadata = Payload.metadata(sequence, 3);
        String body = switch (random.nextInt(3)) {
            case 0 -> body(metadata + "," + Payload.response(sequence));
            case 1 -> body(metadata + "," + Payload.error(sequence));
            default -> body(metadata);
        };
        return send(Write.Kind.COMPLETE, name, sequence, "POST", "/v1/" + name + ":complete", body, random);
    }

    public Answer cancel(String name, RandomGenerator random) {
        return send(Write.Kind.CANCEL, name, payload.next(), "POST", "/v1/" + name + ":cancel", "{}", random);
    }

    public Answer delete(String name, RandomGenerator random) {
        return send(Write.Kind.DELETE, name, payload.next(), "DELETE", "/v1/" + name, "", random);
    }

    private static String body(String fields) {
        return "{" + fields + "}";
    }

    private Answer send(
            Write.Kind kind,
            String name,
            long sequence,
            String method,
            String path,
            String body,
            RandomGenerator random) {
        Replica replica = replicas.any(random);
        HttpRequest request = HttpRequest.newBuilder(replica.uri(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<String>> response = http.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> answer = response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return record(kind, name, sequence, answer.statusCode(), answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return record(kind, name, sequence, 0, "");
        } catch (ExecutionException failure) {
            return record(kind, name, sequence, 0, "");
        } catch (TimeoutException incomplete) {
            response.cancel(true);
            journal.log("%s %s on %s was never answered in full".formatted(method, path, replica.name()));
            return record(kind, name, sequence, 0, "");
        }
    }

    private Answer record(Write.Kind kind, String name, long sequence, int status, String body) {
        Write.Outcome outcome = outcome(status);
        String answer = outcome == Write.Outcome.ACKNOWLEDGED ? recorder.intern(body) : "";
        recorder.add(new Write(sequence, kind, name, outcome, answer, Instant.now()));
        return new Answer(status, outcome);
    }

    private static Write.Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Write.Outcome.ACKNOWLEDGED;
        }
        return status >= 400 && status < 500 ? Write.Outcome.REFUSED : Write.Outcome.UNKNOWN;
    }
}
