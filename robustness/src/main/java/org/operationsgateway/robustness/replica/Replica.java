package org.operationsgateway.robustness.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.proxy.DatabaseProxy;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A replica of the gateway: a process that can be started again on the same port, and a proxy to its database. */
public final class Replica implements Endpoint, AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final int EXIT_CODE_OF_SIGKILL = 137;

    private final String name;
    private final int port;
    private final DatabaseProxy proxy;
    private final GatewayCommand command;
    private final Path log;
    private final Api api;
    private volatile @Nullable GatewayProcess process;

    Replica(String name, int port, DatabaseProxy proxy, GatewayCommand command, Path log) {
        this.name = name;
        this.port = port;
        this.proxy = proxy;
        this.command = command;
        this.log = log;
        this.api = new Api(() -> port, REQUEST_TIMEOUT);
    }

    /** Starts the process, and returns before it is ready. */
    public void start() throws IOException {
        process = GatewayProcess.start(command, port, log);
    }

    /** Waits until the process is ready. Fails if it exits before, or after 90 seconds. */
    public void awaitReady() throws IOException, InterruptedException {
        running().awaitReady(START_TIMEOUT);
    }

    /** Returns whether the process reports within 2 seconds that it is ready. */
    public boolean ready() {
        return running().isReady();
    }

    /** Sends SIGKILL, and waits for the exit of the process. */
    public void kill() {
        running().kill();
        running().awaitExit(KILL_TIMEOUT);
    }

    /** Sends SIGTERM, and waits for the exit of the process. Sends SIGKILL after the timeout. */
    public Exit terminate(Duration timeout) throws InterruptedException {
        Instant start = Instant.now();
        GatewayProcess terminating = running();
        terminating.terminate();
        boolean exited = terminating.exitsWithin(timeout);
        Duration duration = Duration.between(start, Instant.now());
        if (!exited) {
            kill();
        }
        return new Exit(name, start, duration, exited ? terminating.exitCode() : EXIT_CODE_OF_SIGKILL);
    }

    /** Suspends all threads of the process with SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        running().freeze();
    }

    /** Resumes a frozen process. */
    public void thaw() throws IOException, InterruptedException {
        running().thaw();
    }

    private GatewayProcess running() {
        GatewayProcess current = process;
        if (current == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return current;
    }

    /** Requests time out after 10 seconds. */
    @Override
    public Api api() {
        return api;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public DatabaseProxy proxy() {
        return proxy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        GatewayProcess current = process;
        if (current != null) {
            current.kill();
        }
        api.close();
        proxy.close();
    }
}
