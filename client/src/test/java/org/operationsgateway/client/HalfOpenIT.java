package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.tcp.DroppingProxy;
import reactor.test.StepVerifier;

/** Tests of connections whose peer has vanished: nothing arrives any more, not even the end. */
class HalfOpenIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);
    private static final int STEPS = 5;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension("gateway.stream.heartbeat=500ms");

    private DroppingProxy proxy;

    @BeforeEach
    void openProxy() throws IOException {
        proxy = new DroppingProxy(GATEWAY.gateway().port());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aWatchResumesWithoutDuplicateOrHole(HttpVersion version) {
        String name = "operations/" + version;
        try (OperationsClient client = client(version);
                OperationsClient producer = OperationsClient.builder()
                        .baseUrl("http://localhost:" + GATEWAY.gateway().port())
                        .build()) {
            create(producer, version);

            StepVerifier.create(client.watch(name).map(HalfOpenIT::step))
                    .expectNext(1)
                    .then(() -> {
                        proxy.dropData();
                        for (int step = 2; step <= STEPS; step++) {
                            producer.handle(name)
                                    .replaceMetadata(Wire.step(step))
                                    .block(TIMEOUT);
                        }
                        producer.handle(name).complete().block(TIMEOUT);
                    })
                    .expectNextSequence(IntStream.rangeClosed(2, STEPS).boxed().toList())
                    .expectNext(STEPS) // The done state repeats the last metadata.
                    .expectComplete()
                    .verify(TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aRequestIsSentAgainOnAnotherConnection(HttpVersion version) {
        String name = "operations/request-" + version;
        try (OperationsClient client = client(version)) {
            create(client, "request-" + version);
            proxy.dropData();

            Operation operation = client.get(name).block(Duration.ofSeconds(90));

            assertThat(step(operation)).isEqualTo(1);
        }
    }

    private OperationsClient client(HttpVersion version) {
        return OperationsClient.builder()
                .baseUrl("http://localhost:" + proxy.port())
                .httpVersion(version)
                .idleTimeout(IDLE_TIMEOUT)
                .build();
    }

    private static void create(OperationsClient client, Object id) {
        CreateOptions options = CreateOptions.defaults()
                .withOperationId(id.toString())
                .withoutLease()
                .withMetadata(Wire.step(1));
        client.create("", options).block(TIMEOUT).release();
    }

    private static int step(Operation operation) {
        return Integer.parseInt(operation.metadata().json().replaceAll(".*\"step\":([0-9]+).*", "$1"));
    }
}
