package org.operationsgateway.robustness.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.proxy.DatabaseProxy;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.process.GatewayCommand;

/** The replicas of one run. Immutable. */
public record Replicas(List<Replica> all) implements Endpoints, AutoCloseable {

    /** The time for which the log of a deleted operation is kept. Short, so that each run purges entries. */
    public static final Duration KEEP_DELETED = Duration.ofSeconds(10);

    /** The interval of purges. */
    public static final Duration PURGE_INTERVAL = Duration.ofSeconds(1);

    /** Starts the first replica, which creates the tables, then the others, and waits until all are ready. */
    public static Replicas start(int count, ReplicaSettings settings) throws IOException, InterruptedException {
        List<Replica> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(replica("replica-" + i, settings));
        }
        Replicas replicas = new Replicas(List.copyOf(all));
        replicas.start();
        return replicas;
    }

    /** Starts the first replica, which creates the tables, then the others, and waits until all are ready. */
    public void start() throws IOException, InterruptedException {
        all.getFirst().start();
        all.getFirst().awaitReady();
        for (Replica replica : all.subList(1, all.size())) {
            replica.start();
        }
        awaitReady();
    }

    /** Returns a replica on a port that is free now. It is not started. */
    public static Replica replica(String name, ReplicaSettings settings) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatabaseProxy proxy = new DatabaseProxy(
                new InetSocketAddress(loopback, settings.database().port()));
        int port = FreePort.find();
        Path log = settings.folder().resolve(name + ".log");
        return new Replica(name, port, proxy, command(settings, proxy.port()), log);
    }

    private static GatewayCommand command(ReplicaSettings settings, int databasePort) {
        String defect = settings.defect();
        GatewayCommand command = defect == null
                ? GatewayCommand.of(settings.jar())
                : GatewayCommand.of(settings.jar(), settings.defects()).withSettings(List.of("defect=" + defect));
        PostgresServer proxied = settings.database().behind(databasePort);
        return command.withJvmOptions(
                        "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
                .withSettings(proxied.defaultDatabase().settings())
                .withSettings(List.of(
                        "gateway.watch.heartbeat=2s",
                        "gateway.watch.retry=" + settings.retry().toMillis() + "ms",
                        "gateway.deadline.cancel-grace=2s",
                        "gateway.store.keep-deleted=" + KEEP_DELETED.toMillis() + "ms",
                        "gateway.store.purge-interval=" + PURGE_INTERVAL.toMillis() + "ms",
                        "gateway.signal.enabled=" + settings.signals()));
    }

    /** Waits until all replicas are ready. */
    public void awaitReady() throws IOException, InterruptedException {
        for (Replica replica : all) {
            replica.awaitReady();
        }
    }

    /** Forwards the connections of all replicas to the database on another port of this machine. */
    public void switchTo(int databasePort) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), databasePort);
        all.forEach(replica -> replica.proxy().switchTo(address));
    }

    @Override
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
