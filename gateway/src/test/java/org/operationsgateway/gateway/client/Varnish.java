package org.operationsgateway.gateway.client;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.port.FreePort;

/** A process of Varnish with its default rules, in front of one gateway. Closing ends it. */
final class Varnish implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Api api = new Api(this::port);

    private Varnish(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns the program; empty if it is not installed. Debian installs it into a folder that is not on each path. */
    static Optional<Path> program() {
        Stream<String> folders = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH") + File.pathSeparator + "/usr/sbin");
        return folders.map(folder -> Path.of(folder, "varnishd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a cache, and waits until it listens. */
    static Varnish start(Path program, int gatewayPort, Path folder) throws IOException {
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-F",
                        "-n",
                        folder.resolve("work").toString(),
                        "-a",
                        "127.0.0.1:" + port,
                        "-b",
                        "127.0.0.1:" + gatewayPort,
                        "-s",
                        "default,16M")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("varnish.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Varnish varnish = new Varnish(process, port);
        await("the start of Varnish: " + folder.resolve("varnish.log"))
                .atMost(START_TIMEOUT)
                .until(varnish::listens);
        return varnish;
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new UncheckedIOException(new IOException("Varnish has exited with " + process.exitValue()));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private int port() {
        return port;
    }

    /** Returns a client of the cache. */
    Api api() {
        return api;
    }

    @Override
    public void close() {
        api.close();
        // The manager process ends its child.
        process.destroy();
        process.onExit().join();
    }
}
