package org.operationsgateway.robustness.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.postgres.PostgresServer;
import org.operationsgateway.robustness.proxy.DatabaseProxy;

/** The replicas of one run. */
public record Replicas(List<Replica> all) implements AutoCloseable {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** Starts so many, one after the other, so that the first has made the tables, and waits until they are ready. */
    public static Replicas start(int count, ReplicaSettings settings) throws IOException, InterruptedException {
        List<Replica> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(replica("replica-" + i, settings));
        }
        Replicas replicas = new Replicas(List.copyOf(all));
        all.getFirst().start();
        all.getFirst().awaitReady();
        for (Replica replica : all.subList(1, count)) {
            replica.start();
        }
        replicas.awaitReady();
        return replicas;
    }

    private static Replica replica(String name, ReplicaSettings settings) throws IOException {
        DatabaseProxy proxy =
                new DatabaseProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.databasePort()));
        int port = freePort();
        Path log = settings.folder().resolve(name + ".log");
        return new Replica(name, port, proxy, command(settings, port, proxy.port()), log);
    }

    private static List<String> command(ReplicaSettings settings, int port, int databasePort) {
        String database = "127.0.0.1:" + databasePort + "/" + PostgresServer.DATABASE;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        if (settings.defect() == null) {
            command.addAll(List.of("-jar", settings.jar().toString()));
        } else {
            command.addAll(List.of(
                    "-Dloader.path=" + settings.defects(), "-cp", settings.jar().toString(), LAUNCHER));
            command.add("--defect=" + settings.defect());
        }
        command.addAll(List.of(
                "--server.port=" + port,
                "--spring.r2dbc.url=r2dbc:postgresql://" + database,
                "--spring.r2dbc.username=" + PostgresServer.USER,
                "--spring.r2dbc.password=none",
                "--spring.flyway.url=jdbc:postgresql://" + database,
                "--spring.flyway.user=" + PostgresServer.USER,
                "--spring.flyway.password=none",
                "--gateway.watch.heartbeat=2s",
                "--gateway.watch.retry=400ms",
                "--gateway.signal.enabled=" + settings.signals()));
        return command;
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public void awaitReady() throws IOException, InterruptedException {
        for (Replica replica : all) {
            replica.awaitReady();
        }
    }

    public Replica any(RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() throws IOException {
        for (Replica replica : all) {
            replica.close();
        }
    }
}
