package org.operationsgateway.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;

/**
 * A program that runs a gateway once with requests of each kind, so that its JVM writes an AOT cache of the classes that
 * they need.
 */
public final class TrainingRun {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** The JVM writes the cache after the gateway has stopped. */
    private static final Duration EXIT_TIMEOUT = Duration.ofMinutes(3);

    private static final String ID = "training";

    private TrainingRun() {}

    /**
     * Runs the command in the arguments on an empty database.
     *
     * @param arguments the program and its options, such as {@code java -XX:AOTCacheOutput=… -jar …}
     */
    public static void main(String[] arguments) throws IOException {
        List<String> command = Arrays.asList(arguments);
        run(new GatewayCommand(command.getFirst(), List.of(), command.subList(1, command.size()), List.of()));
    }

    static void run(GatewayCommand command) throws IOException {
        Path log = GatewayLog.temporaryFile();
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(command.withSettings(database.settings()), 0, log)) {
            gateway.awaitReady(START_TIMEOUT);
            request(gateway);
            gateway.terminate();
            gateway.awaitExit(EXIT_TIMEOUT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void request(GatewayProcess gateway) {
        Api api = gateway.api();
        Producer producer = gateway.producer();
        producer.create(ID);
        try (SseClient client = new SseClient();
                SseConnection collection = client.open(gateway.uri("/v1/operations"));
                SseConnection stream = client.open(gateway.uri("/v1/operations/" + ID))) {
            producer.update(ID, 2);
            producer.complete(ID);
            stream.next("done");
            collection.next();
        }
        List.of(
                        "/",
                        "/v1/operations/" + ID,
                        "/v1/operations?filter=done%3Dtrue",
                        "/v1/operations/" + ID + "/history",
                        "/v1/operations/no-operation",
                        "/actuator/prometheus")
                .forEach(api::get);
        api.post("/v1/operations/" + ID + ":wait", "{}");
    }
}
