package org.operationsgateway.robustness.replica;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.proxy.DatabaseProxy;

/** One replica of the gateway, as a process of its own, with a proxy of its own to the database. */
public final class Replica implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final int KILLED = 137;

    private final String name;
    private final int port;
    private final DatabaseProxy proxy;
    private final List<String> command;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private volatile @Nullable Process process;

    Replica(String name, int port, DatabaseProxy proxy, List<String> command, Path log) {
        this.name = name;
        this.port = port;
        this.proxy = proxy;
        this.command = List.copyOf(command);
        this.log = log;
    }

    /** Starts the process; it is ready later. */
    public void start() throws IOException {
        process = new ProcessBuilder(command)
                .directory(log.toFile().getParentFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (!ready()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException(name + " does not get ready: see " + log);
            }
            if (!running().isAlive()) {
                throw new IOException(name + " exited " + running().exitValue() + ": see " + log);
            }
            Thread.sleep(100);
        }
    }

    /** Whether it says that it is ready, in time. */
    public boolean ready() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/readyz")).timeout(PROBE).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it with SIGKILL. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Asks it with SIGTERM to end, and kills it if it has not after some time. */
    public Exit terminate(Duration patience) throws InterruptedException {
        Instant asked = Instant.now();
        Process asking = running();
        asking.destroy();
        boolean exited = asking.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        Duration took = Duration.between(asked, Instant.now());
        if (!exited) {
            asking.destroyForcibly().waitFor();
        }
        return new Exit(name, asked, took, exited ? asking.exitValue() : KILLED);
    }

    /** Stops its threads, all of them, where they are. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a frozen one go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid()))
                .start()
                .waitFor();
    }

    private Process running() {
        Process present = process;
        if (present == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return present;
    }

    /** Where a path is on this replica. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public DatabaseProxy proxy() {
        return proxy;
    }

    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        Process present = process;
        if (present != null) {
            present.destroyForcibly();
        }
        proxy.close();
    }
}
