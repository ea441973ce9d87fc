package org.operationsgateway.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of a gateway whose collector of traces does not answer. */
class CollectorAwayIT {

    /** Six seconds for the last spans and their request, and the time of a stop without traces on a busy machine. */
    private static final Duration MAX_STOP = Duration.ofSeconds(9);

    @Test
    void aCollectorThatNeverAnswersDoesNotDelayTheStop() throws IOException, InterruptedException {
        // The kernel accepts connections into the backlog, and nobody reads the requests.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(outputAfterStop(silent.getLocalPort()))
                    .contains("The last spans were not exported: the collector has not answered within 2000 ms");
        }
    }

    @Test
    void aCollectorThatRefusesConnectionsDoesNotDelayTheStop() throws IOException, InterruptedException {
        outputAfterStop(FreePort.find());
    }

    private static String outputAfterStop(int collectorPort) throws InterruptedException {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(
                        database,
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:" + collectorPort
                                + "/v1/traces",
                        "management.tracing.sampling.probability=1")) {
            gateway.producer().create("traced");
            gateway.terminate();
            assertThat(gateway.exitsWithin(MAX_STOP)).isTrue();
            return gateway.output();
        }
    }
}
