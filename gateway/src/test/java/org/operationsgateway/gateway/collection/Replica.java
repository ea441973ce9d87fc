package org.operationsgateway.gateway.collection;

import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A running replica of the gateway, with a client of its API. */
final class Replica implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Replica start(TestDatabase database, String... settings) {
        Stream<String> defaults = Stream.of(
                "server.port=0",
                "gateway.watch.drain=0s",
                "spring.r2dbc.pool.initial-size=2",
                "spring.r2dbc.pool.max-size=5");
        String[] arguments = Stream.of(defaults, database.settings().stream(), Stream.of(settings))
                .flatMap(identity())
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        return new Replica(SpringApplication.run(OperationsGateway.class, arguments));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Returns the value of a counter. */
    double count(String meter) {
        return context.getBean(MeterRegistry.class).get(meter).counter().count();
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port() + "/v1/" + path);
    }

    void create(String parent, String id, String metadata) {
        send(
                "POST",
                (parent.isEmpty() ? "" : parent + "/") + "operations?operationId=" + id,
                "{\"metadata\":" + metadata + "}");
    }

    void update(String name, String metadata) {
        send("PATCH", name, "{\"metadata\":" + metadata + "}");
    }

    void complete(String name, String metadata) {
        send("POST", name + ":complete", "{\"metadata\":" + metadata + "}");
    }

    void delete(String name) {
        send("DELETE", name, "");
    }

    private void send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(method + " " + path + response.body())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Subscribes to a collection for the first time. */
    EventStream subscribe(String collection) {
        return subscribe(collection, "");
    }

    /**
     * Subscribes to a collection.
     *
     * @param lastEventId the event id to resume from; empty for a first connection
     */
    EventStream subscribe(String collection, String lastEventId) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(collection)).timeout(TIMEOUT).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return EventStream.open(http, request.build());
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}
