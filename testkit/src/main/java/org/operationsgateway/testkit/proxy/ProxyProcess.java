package org.operationsgateway.testkit.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.port.FreePort;

/** A process of a proxy in front of gateways, on a free port of this machine. Closing ends it. Thread-safe. */
public final class ProxyProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Process process;
    private final Path folder;
    private final int port;
    private final Api api = new Api(this::port);

    private ProxyProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a proxy, and waits until it listens.
     *
     * @param folder an empty folder for its files
     */
    public static ProxyProcess start(ProxyConfiguration configuration, Path folder)
            throws IOException, InterruptedException {
        ProxyProgram program = configuration.program();
        int port = FreePort.find();
        copyMainConfiguration(program, folder);
        write(configuration.withPort(port), folder);
        Process process = new ProcessBuilder(program.command(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        ProxyProcess proxy = new ProxyProcess(process, folder, port);
        try {
            proxy.awaitListening();
            return proxy;
        } catch (IOException | ConditionTimeoutException failure) {
            proxy.close();
            throw failure;
        }
    }

    private static void copyMainConfiguration(ProxyProgram program, Path folder) throws IOException {
        try (InputStream main = ProxyProcess.class.getResourceAsStream(program.mainName())) {
            Files.copy(
                    Objects.requireNonNull(main),
                    folder.resolve(program.mainName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(ProxyConfiguration configuration, Path folder) throws IOException {
        Files.writeString(folder.resolve(ProxyProgram.INCLUDED), configuration.text());
    }

    private static Path log(Path folder) {
        return folder.resolve("proxy.log");
    }

    private void awaitListening() throws IOException {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .pollDelay(Duration.ZERO)
                .until(() -> listens() || !process.isAlive());
        if (!listens()) {
            throw new IOException("The proxy does not listen:\n" + output());
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Lets the proxy use another configuration, on the same port. Open connections continue. */
    public void reload(ProxyConfiguration configuration) throws IOException, InterruptedException {
        write(configuration.withPort(port), folder);
        String signal = configuration.program().reloadSignal();
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns the port of the proxy. */
    public int port() {
        return port;
    }

    /** Returns a client of the proxy. It is closed with the process. */
    public Api api() {
        return api;
    }

    /** Returns what the proxy has written to its standard output. */
    public String output() {
        try {
            return Files.readString(log(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.close();
        end(process);
    }

    /** Ends the process and its workers, which hold connections open after a reload. */
    private static void end(Process process) {
        ProcessHandle[] workers = process.descendants().toArray(ProcessHandle[]::new);
        process.destroy();
        try {
            if (!process.waitFor(EXIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ProcessHandle worker : workers) {
            worker.destroyForcibly();
        }
    }
}
