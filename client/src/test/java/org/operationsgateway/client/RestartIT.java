package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.testkit.process.GatewayProcess;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tests of watches whose gateway is killed and started again. */
class RestartIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int WATCHES = 500;
    private static final int STEPS = 6;

    private final RestartedGateway gateway = new RestartedGateway();

    @AfterEach
    void drop() {
        gateway.close();
    }

    @Test
    void fiveHundredWatchesSeeEveryStateOnceAcrossAKilledGateway() throws Exception {
        Map<Integer, List<Integer>> received;
        try (OperationsClient client = OperationsClient.builder()
                .baseUrl(gateway.url())
                .httpVersion(HttpVersion.HTTP_2)
                .build()) {
            Mono<Map<Integer, List<Integer>>> watches;
            try (GatewayProcess first = gateway.start()) {
                each(i -> client.create("", options(i)));
                watches = Flux.range(0, WATCHES)
                        .flatMap(
                                i -> client.watch(name(i))
                                        .map(RestartIT::step)
                                        .collectList()
                                        .map(s -> Map.entry(i, s)),
                                WATCHES)
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                        .cache();
                watches.subscribe();
                each(i -> client.handle(name(i)).replaceMetadata(Wire.step(2)));
                each(i -> client.handle(name(i)).replaceMetadata(Wire.step(3)));
                first.kill();
            }
            try (GatewayProcess second = gateway.start()) {
                for (int step = 4; step <= STEPS; step++) {
                    int next = step;
                    each(i -> client.handle(name(i)).replaceMetadata(Wire.step(next)));
                }
                each(i -> client.handle(name(i)).complete());
                received = watches.block(TIMEOUT);
                assertThat(second.isReady()).isTrue();
            }
        }

        // The first state depends on when the stream was opened. The done state repeats the last metadata.
        assertThat(received)
                .hasSize(WATCHES)
                .allSatisfy((watch, steps) -> assertThat(steps)
                        .isEqualTo(IntStream.rangeClosed(steps.getFirst(), STEPS + 1)
                                .map(step -> Math.min(step, STEPS))
                                .boxed()
                                .toList()));
    }

    private static CreateOptions options(int i) {
        return CreateOptions.defaults().withOperationId("w" + i).withoutLease().withMetadata(Wire.step(1));
    }

    private static String name(int i) {
        return "operations/w" + i;
    }

    private static int step(Operation operation) {
        return Integer.parseInt(operation.metadata().json().replaceAll(".*\"step\":([0-9]+).*", "$1"));
    }

    private static void each(IntFunction<Mono<?>> request) {
        Flux.range(0, WATCHES).flatMap(request::apply, 20).blockLast(TIMEOUT);
    }
}
