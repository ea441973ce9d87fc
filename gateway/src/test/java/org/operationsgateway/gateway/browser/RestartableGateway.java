package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A gateway with a database of its own, which can be stopped and started again on the same port. */
final class RestartableGateway implements AutoCloseable {

    /** The time for whatever a test waits for. A machine of two cores stalls at times. */
    static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.create();
    private final List<String> settings;
    private final Path log;
    private final int port;
    private GatewayProcess process;
    private boolean isStopped;
    private boolean isFrozen;

    private RestartableGateway(List<String> settings) throws IOException {
        this.settings = settings;
        this.log = Files.createTempDirectory("gateway").resolve("gateway.log");
        this.port = FreePort.find();
        this.process = launch();
    }

    /**
     * Starts a gateway, whose clients reconnect after half a second.
     *
     * @param settings each as {@code name=value}
     */
    static RestartableGateway start(String... settings) {
        try {
            return new RestartableGateway(List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a gateway as {@link #start} does, which the pages of a server may use. */
    static RestartableGateway startFor(PageServer pages, List<String> settings) {
        String uri = pages.uri("localhost").toString();
        String origin = "gateway.security.allowed-origins=" + uri.substring(0, uri.length() - 1);
        return start(Stream.concat(Stream.of(origin), settings.stream()).toArray(String[]::new));
    }

    private GatewayProcess launch() throws IOException {
        GatewayCommand command = GatewayCommand.of(Path.of(System.getProperty("gateway.jar")))
                .withSettings(database.settings())
                .withSettings(List.of("gateway.watch.retry=500ms"))
                .withSettings(settings);
        GatewayProcess started = GatewayProcess.start(command, port, log);
        try {
            started.awaitReady(TIMEOUT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return started;
    }

    /** Kills the process. */
    void stop() {
        isStopped = true;
        process.close();
    }

    /** Suspends the process. Its port accepts connections, and nothing answers. */
    void freeze() {
        isFrozen = true;
        try {
            process.freeze();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resumes the process after {@link #freeze}. */
    void thaw() {
        try {
            process.thaw();
            isFrozen = false;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a process on the same port, after {@link #stop}. */
    void restart() {
        try {
            process = launch();
            isStopped = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts or resumes the process if a test that has failed has left it stopped or suspended. */
    void recover() {
        if (isStopped) {
            restart();
        } else if (isFrozen) {
            thaw();
        }
    }

    int port() {
        return port;
    }

    TestDatabase database() {
        return database;
    }

    Api api() {
        return process.api();
    }

    double metric(String name) {
        return process.metric(name);
    }

    /** Returns the number of open streams. */
    int streams() {
        return (int) metric("gateway_streams_open");
    }

    /** Returns the number of streams that were rejected because of a limit. */
    int rejectedStreams() {
        return (int) metric("gateway_streams_shed_total");
    }

    /** Creates an operation with metadata, given as JSON. */
    void create(String parent, String id, String metadata) {
        assertOk(api().post("/v1/" + collection(parent) + "?operationId=" + id, "{\"metadata\":" + metadata + "}"));
    }

    private static String collection(String parent) {
        return parent.isEmpty() ? "operations" : parent + "/operations";
    }

    /** Replaces the metadata of an operation. */
    void update(String name, String metadata) {
        assertOk(api().patch("/v1/" + name, "{\"metadata\":" + metadata + "}"));
    }

    /** Completes an operation with a body, given as JSON. */
    void complete(String name, String body) {
        assertOk(api().post("/v1/" + name + ":complete", body));
    }

    void delete(String name) {
        assertOk(api().delete("/v1/" + name));
    }

    private static void assertOk(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** Inserts running operations {@code n1}, {@code n2} and so on, the first one the newest. */
    void insert(String parent, int number) {
        database.run("""
                with created as (
                    insert into operation (name, parent, done, metadata, create_time, update_time, xid)
                    select '%1$s/operations/n' || n, '%1$s', false,
                        json_build_object('@type', 't/T', 'progressPercent', n %% 100,
                            'statusMessage', 'Copying row ' || n),
                        now() - n * interval '1 second', now(), pg_current_xact_id()
                    from generate_series(1, %2$d) as n
                    returning *
                )
                insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
                select life, revision, 0, name, done, metadata, create_time, update_time, xid from created
                """.formatted(parent, number));
    }

    /** Inserts a running operation with a number of revisions, one for each second. */
    void insertHistory(String parent, String id, int revisions) {
        database.run("""
                with created as (
                    insert into operation (name, parent, revision, done, metadata, create_time, update_time, xid)
                    select '%1$s/operations/%2$s', '%1$s', %3$d, false,
                        json_build_object('@type', 't/T', 'progressPercent', 99, 'step', %3$d),
                        now() - %3$d * interval '1 second', now(), pg_current_xact_id()
                    returning *
                )
                insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
                select life, n, 0, name, false,
                    json_build_object('@type', 't/T', 'progressPercent', n * 99 / %3$d, 'step', n),
                    create_time, create_time + n * interval '1 second', xid
                from created, generate_series(1, %3$d) as n
                """.formatted(parent, id, revisions));
    }

    @Override
    public void close() {
        process.close();
        database.close();
    }

    /** Returns metadata with the standard progress. */
    static String progress(int percent, String message) {
        return "{\"@type\":\"t/Work\",\"progressPercent\":" + percent + ",\"statusMessage\":\"" + message + "\"}";
    }
}
