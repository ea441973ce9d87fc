package org.operationsgateway.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.testkit.process.GatewayProcess;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A test of a process that awaits many operations while the gateway is restarted twice. With {@code -Dawaits=10000} it
 * takes some minutes.
 */
class ManyAwaitsIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(4);
    private static final int NUMBER = Integer.getInteger("awaits", 2_000);
    private static final int MAX_CONNECTIONS = 4;
    private static final int CONCURRENCY = 20;

    private final RestartedGateway gateway = new RestartedGateway();
    private final OperationsClient producer = OperationsClient.builder()
            .baseUrl(gateway.url())
            .maxConnections(CONCURRENCY)
            .build();

    @AfterEach
    void close() {
        producer.close();
        gateway.close();
    }

    @Test
    void eachOfManyAwaitsGetsItsOutcomeAcrossTwoRestartsWithASmallHeap() throws Exception {
        Process awaits;
        BufferedReader output;
        int connections;
        try (GatewayProcess killed = gateway.start()) {
            each(0, NUMBER, i -> producer.create("many", options(i)));
            awaits = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ManyAwaits.class.getName(),
                            gateway.url(),
                            String.valueOf(NUMBER))
                    .redirectErrorStream(true)
                    .start();
            output = awaits.inputReader(UTF_8);
            assertThat(output.readLine()).isEqualTo(ManyAwaits.READING);
            each(0, NUMBER / 3, this::end);
            connections = connections(awaits.pid());
            killed.kill();
        }
        try (GatewayProcess stopped = gateway.start()) {
            each(NUMBER / 3, 2 * NUMBER / 3, this::end);
            connections = Math.max(connections, connections(awaits.pid()));
            stopped.terminate();
        }
        try (GatewayProcess last = gateway.start()) {
            each(2 * NUMBER / 3, NUMBER, this::end);
            connections = Math.max(connections, connections(awaits.pid()));

            assertThat(output.readLine()).isEqualTo(ManyAwaits.ALL_RIGHT);
            assertThat(awaits.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(connections).isBetween(1, MAX_CONNECTIONS);
            assertThat(last.isReady()).isTrue();
        } finally {
            awaits.destroyForcibly();
        }
    }

    private static CreateOptions options(int i) {
        return CreateOptions.defaults().withOperationId("a" + i).withoutLease();
    }

    private Mono<?> end(int i) {
        OperationHandle handle = producer.handle(ManyAwaits.name(i));
        return switch (i % 3) {
            case 0 -> handle.complete(Wire.step(i));
            case 1 -> handle.fail(new Status(Code.ABORTED, "failure " + i));
            default -> handle.complete();
        };
    }

    private static void each(int from, int to, IntFunction<Mono<?>> request) {
        Flux.range(from, to - from).flatMap(request::apply, CONCURRENCY).blockLast(TIMEOUT);
    }

    /** Returns the number of TCP connections of a process to the gateway. */
    private int connections(long pid) throws IOException {
        AtomicInteger sockets = new AtomicInteger();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            descriptors
                    .map(ManyAwaitsIT::target)
                    .filter(target -> target.startsWith("socket:"))
                    .forEach(target -> sockets.addAndGet(isToGateway(target) ? 1 : 0));
        }
        return sockets.get();
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // Closed in the meantime.
        }
    }

    private boolean isToGateway(String socket) {
        String inode = socket.replaceAll("[^0-9]", "");
        String remotePort = String.format(":%04X", gateway.port());
        return Stream.of("tcp", "tcp6")
                .flatMap(file -> lines(Path.of("/proc/net", file)))
                .map(line -> line.trim().split("\\s+"))
                .anyMatch(columns -> columns[2].endsWith(remotePort) && columns[9].equals(inode));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
