package org.operationsgateway.gateway.process;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged gateway, running as a process of its own on a port of its own. Closing kills it. Thread-safe. */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(10);
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private GatewayProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Starts a gateway and waits until it is ready.
     *
     * @param options of its command line, after those of the database
     */
    public static GatewayProcess start(Database database, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Buffers that nobody releases are noticed when they are collected: soon, in so small a heap.
                "-Dio.netty.leakDetection.level=paranoid",
                "-Xmx192m",
                "-jar",
                System.getProperty("gateway.jar"),
                "--server.port=0"));
        command.addAll(database.options());
        command.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            // Also if a test never gets to close it.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            GatewayProcess gateway = new GatewayProcess(process);
            return gateway.ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GatewayProcess ready() {
        try {
            awaitReady();
            return this;
        } catch (CompletionException | ConditionTimeoutException e) {
            kill();
            throw new AssertionError("It has not become ready. Its output:\n" + output(), e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                output.add(line);
                Matcher found = PORT.matcher(line);
                if (found.find()) {
                    port.complete(Integer.valueOf(found.group(1)));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            output.add(e.toString());
        } finally {
            port.completeExceptionally(new IllegalStateException("The gateway has ended:\n" + output()));
        }
    }

    private void awaitReady() {
        port.orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
        await().atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        http.send(get("/readyz"), BodyHandlers.discarding()).statusCode() == 200);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(END).build();
    }

    /** Where it listens, on this machine. */
    public int port() {
        return port.join();
    }

    /** The address of a path with its query. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** What it has written to its log so far. */
    public String output() {
        return String.join("\n", output);
    }

    /**
     * What it says of itself to Prometheus.
     *
     * @param name of a meter without labels, in Prometheus's spelling
     */
    public double metric(String name) {
        try {
            String all = http.send(get("/actuator/prometheus"), BodyHandlers.ofString())
                    .body();
            return all.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No meter " + name + " in:\n" + all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as Kubernetes does. */
    public void terminate() {
        // By its handle, because the process itself would close its output along with that.
        process.toHandle().destroy();
    }

    /** Ends it at once, as a lost machine does. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; what it ended with. */
    public int awaitExit(Duration atMost) {
        try {
            return process.onExit()
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .exitValue();
        } catch (TimeoutException e) {
            throw new AssertionError("It has not ended within " + atMost + ". Its output:\n" + output(), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitExit(END);
        http.close();
        if (output().contains("LEAK: ")) {
            throw new AssertionError("It has leaked buffers. Its output:\n" + output());
        }
    }
}
