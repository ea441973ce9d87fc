package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.peer.Peer;
import org.operationsgateway.bench.peer.PeerRequests;
import org.operationsgateway.bench.report.Result;
import org.operationsgateway.bench.server.ServerProcesses;
import picocli.CommandLine.Option;

/** The options of every workload: the server, the durations, and the file for the result. */
final class TargetOptions {

    @Option(names = "--peer", defaultValue = "GATEWAY", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Peer peer = Peer.GATEWAY;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "(${DEFAULT-VALUE})")
    private String host = "";

    @Option(names = "--port", defaultValue = "8080", description = "(${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--pid", split = ",", description = "process ids of the server, to measure CPU time and memory")
    private List<Long> pids = List.of();

    @Option(names = "--warmup", defaultValue = "3s", description = "load before the measurement (${DEFAULT-VALUE})")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--duration",
            defaultValue = "10s",
            description = "length of the measurement, such as 10s or 2m (${DEFAULT-VALUE})")
    private Duration duration = Duration.ZERO;

    @Option(names = "--header", description = "header of each request, such as 'Authorization: Bearer …'")
    private List<String> headers = List.of();

    @Option(names = "--json", description = "file for the result as JSON")
    private @Nullable Path json;

    /** Returns the requests to the server. */
    PeerRequests peer() {
        return new PeerRequests(peer, headers);
    }

    Duration warmup() {
        return warmup;
    }

    Duration duration() {
        return duration;
    }

    List<Long> pids() {
        return pids;
    }

    ServerProcesses processes() {
        return new ServerProcesses(pids);
    }

    ClientLoop loop() {
        return new ClientLoop(new InetSocketAddress(host, port));
    }

    void report(String workload, Result.Figures figures) throws IOException {
        Result result = new Result(workload, peer.name().toLowerCase(Locale.ROOT), figures.all());
        System.out.println(result);
        if (json != null) {
            result.write(json);
        }
    }
}
