package org.operationsgateway.robustness.rollout;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.period.InjectedFault;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.testkit.proxy.ProxyConfiguration;
import org.operationsgateway.testkit.proxy.ProxyProcess;
import org.operationsgateway.testkit.proxy.ProxyProgram;

/**
 * Replicas behind a proxy, which are replaced with {@code maxSurge: 1} and {@code maxUnavailable: 0}: each successor is
 * ready before its predecessor receives SIGTERM.
 *
 * <p>The proxy is reloaded with the new addresses before SIGTERM, as controllers of Kubernetes do it when endpoints
 * change. Health checks alone are too late: a replica with few streams exits before the next one.
 */
final class Deployment implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Replicas predecessors;
    private final Replicas successors;
    private final ProxyConfiguration configuration;
    private final ProxyProcess proxy;
    private final List<Replica> serving;

    private Deployment(
            Replicas predecessors, Replicas successors, ProxyConfiguration configuration, ProxyProcess proxy) {
        this.predecessors = predecessors;
        this.successors = successors;
        this.configuration = configuration;
        this.proxy = proxy;
        this.serving = new ArrayList<>(predecessors.all());
    }

    /** Starts the first replicas, then the proxy. */
    static Deployment start(Replicas predecessors, Replicas successors, RolloutOptions options)
            throws IOException, InterruptedException {
        predecessors.start();
        ProxyConfiguration configuration =
                withoutIdleClients(ProxyConfiguration.read(options.proxy(), options.configurations()));
        ProxyProcess proxy =
                ProxyProcess.start(configuration.withGateways(ports(predecessors.all())), options.folder());
        return new Deployment(predecessors, successors, configuration, proxy);
    }

    /**
     * Lets nginx close the connections of clients after each response. Before 1.27.4, it closes idle ones at a reload,
     * also one on which a request has just been sent.
     */
    private static ProxyConfiguration withoutIdleClients(ProxyConfiguration documented) {
        return documented.program() == ProxyProgram.NGINX
                ? documented.replace("listen 8000;", "listen 8000;\n    keepalive_timeout 0;")
                : documented;
    }

    private static List<Integer> ports(List<Replica> replicas) {
        return replicas.stream().map(replica -> replica.address().getPort()).toList();
    }

    int port() {
        return proxy.port();
    }

    /** Replaces the replicas, one after the other. */
    void rollOut(RolloutOptions options, Recorder recorder, Journal journal) throws IOException, InterruptedException {
        for (int i = 0; i < predecessors.all().size(); i++) {
            Instant start = Instant.now();
            Replica predecessor = predecessors.all().get(i);
            Replica successor = successors.all().get(i);
            successor.start();
            successor.awaitReady();
            serving.add(successor);
            reload();
            journal.log(successor.name() + " is ready");
            // The two delays are those of a Deployment: minReadySeconds and preStop.
            Thread.sleep(options.minReady());
            serving.remove(predecessor);
            reload();
            Thread.sleep(options.preStop());
            Exit exit = predecessor.terminate(STOP_TIMEOUT);
            recorder.add(exit.behind(configuration.program().name()));
            String detail = "%s, which exited with %d after %d ms, by %s"
                    .formatted(predecessor.name(), exit.code(), exit.duration().toMillis(), successor.name());
            recorder.add(new InjectedFault("REPLICA_REPLACED", detail, start, Instant.now()));
            journal.log("replaced " + detail);
        }
    }

    private void reload() throws IOException, InterruptedException {
        proxy.reload(configuration.withGateways(ports(serving)));
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        predecessors.close();
        successors.close();
    }
}
