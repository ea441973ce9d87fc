package org.operationsgateway.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import org.operationsgateway.testkit.tls.IssuedCertificate;
import org.operationsgateway.testkit.tls.TlsTunnel;

/**
 * A process of the packaged gateway. Thread-safe.
 *
 * <p>Closing kills the process, and fails if the log reports a leaked buffer.
 */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final Process process;
    private final GatewayLog log;
    private final int port;
    private final @Nullable TlsTunnel tunnel;
    private final Api api = new Api(this::port);
    private final Api probe = new Api(this::port, Duration.ofSeconds(2));

    private GatewayProcess(Process process, GatewayLog log, int port, @Nullable CertificateAuthority authority) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.tunnel = authority == null ? null : TlsTunnel.to(this::serverPort, authority.client());
    }

    /**
     * Starts the gateway in the system property {@code gateway.jar} on a free port, and waits until it is ready.
     *
     * @param settings each as {@code name=value}
     */
    public static GatewayProcess start(TestDatabase database, String... settings) {
        return start(null, database.settings(), List.of(settings));
    }

    /**
     * Starts the gateway as {@link #start(TestDatabase, String...)} does, on a database that the settings name.
     *
     * @param databaseSettings each as {@code name=value}
     */
    public static GatewayProcess start(List<String> databaseSettings, String... settings) {
        return start(null, databaseSettings, List.of(settings));
    }

    /**
     * Starts the gateway with TLS, as {@link #start(TestDatabase, String...)} does without. {@link #port()} is that of
     * a tunnel to it, for clients without TLS.
     *
     * @param authority issues the certificate
     */
    public static GatewayProcess startWithTls(
            CertificateAuthority authority, TestDatabase database, String... settings) {
        return start(authority, database.settings(), List.of(settings));
    }

    private static GatewayProcess start(
            @Nullable CertificateAuthority authority, List<String> databaseSettings, List<String> settings) {
        try {
            Path log = GatewayLog.temporaryFile();
            GatewayCommand command =
                    GatewayCommand.forTests().withSettings(databaseSettings).withSettings(settings);
            if (authority != null) {
                authority.issueForLocalhost().write(new GatewayLog(log).folder(), "tls");
                command = command.withSettings(IssuedCertificate.serverSettings(new GatewayLog(log).folder(), "tls"));
            }
            GatewayProcess gateway = start(command, 0, log, authority);
            try {
                gateway.awaitReady(START_TIMEOUT);
                return gateway;
            } catch (IOException e) {
                gateway.kill();
                throw new AssertionError(e.getMessage() + " Its log:\n" + gateway.output(), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts a gateway and returns before it is ready.
     *
     * @param port the port to listen on; 0 for a free one, which the gateway writes to its log
     * @param log the file to which the gateway appends its log; its folder is the working directory
     */
    public static GatewayProcess start(GatewayCommand command, int port, Path log) throws IOException {
        return start(command, port, log, null);
    }

    private static GatewayProcess start(
            GatewayCommand command, int port, Path log, @Nullable CertificateAuthority authority) throws IOException {
        Process process = new ProcessBuilder(
                        command.withSettings(List.of("server.port=" + port)).toList())
                .directory(new GatewayLog(log).folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new GatewayProcess(process, new GatewayLog(log), port, authority);
    }

    /** Waits until the gateway is ready. Fails if it exits before, or after the timeout. */
    public void awaitReady(Duration timeout) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(timeout);
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IOException("The gateway has exited with " + process.exitValue() + ": see " + log + ".");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("The gateway is not ready after " + timeout + ": see " + log + ".");
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    /** Returns whether the gateway reports within 2 seconds that it is ready. */
    public boolean isReady() {
        if (port == 0 && log.port().isEmpty()) {
            return false;
        }
        try {
            return probe.get("/readyz").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Returns the port of the gateway on this machine, or of the tunnel to it. */
    public int port() {
        return tunnel == null ? serverPort() : tunnel.port();
    }

    /** Returns the port of the gateway itself. */
    public int serverPort() {
        return port == 0 ? log.port().orElseThrow() : port;
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns the address of a path with its query. */
    public URI uri(String path) {
        return api.uri(path);
    }

    /** Returns a client of this gateway. It is closed with the process. */
    public Api api() {
        return api;
    }

    /** Returns a producer that sends its requests to this gateway. */
    public Producer producer() {
        return new Producer(api);
    }

    /** Returns the log of the gateway up to now. */
    public String output() {
        return log.text();
    }

    /**
     * Returns the value of a meter without labels.
     *
     * @param name the name as Prometheus spells it
     */
    public double metric(String name) {
        String meters = api.get("/actuator/prometheus").body();
        return meters.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No meter " + name + " in:\n" + meters));
    }

    /** Sends SIGTERM, as Kubernetes does. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Suspends all threads of the process with SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Resumes a frozen process. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until the process has exited. Returns false after the timeout. */
    public boolean exitsWithin(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the exit code of a process that has exited. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits until the process has exited, and returns its exit code. Fails after the timeout. */
    public int awaitExit(Duration timeout) {
        try {
            if (!exitsWithin(timeout)) {
                throw new AssertionError("The gateway has not exited within " + timeout + ". Its log:\n" + output());
            }
            return exitCode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether a log reports a leak of the gateway. The driver of the database does not release the parameters of
     * a statement if its connection breaks before they are sent.
     */
    private static boolean hasLeaked(String log) {
        return Arrays.stream(log.split("LEAK: ", -1))
                .skip(1)
                .anyMatch(leak -> !leak.contains("io.r2dbc.postgresql.PostgresqlStatement.lambda$collectBinding"));
    }

    @Override
    public void close() {
        kill();
        awaitExit(EXIT_TIMEOUT);
        api.close();
        probe.close();
        closeTunnel();
        if (hasLeaked(output())) {
            throw new AssertionError("The gateway has leaked buffers. Its log:\n" + output());
        }
    }

    private void closeTunnel() {
        if (tunnel != null) {
            tunnel.close();
        }
    }
}
