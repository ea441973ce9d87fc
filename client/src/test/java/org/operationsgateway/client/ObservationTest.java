package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.client.Wire.NAME;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Tests of the observation of requests. */
class ObservationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final BlockingQueue<Observation.Context> ended = new LinkedBlockingQueue<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final ScriptedServer server = new ScriptedServer();
    private final OperationsClient client = OperationsClient.builder()
            .baseUrl(server.url())
            .observationRegistry(registry)
            .build();

    ObservationTest() {
        registry.observationConfig().observationHandler(new TraceHandler());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aRequestIsObservedWithItsRetriesAndPropagatesTheTrace() throws InterruptedException {
        server.thenAnswer(503, "text/plain", "").thenJson("{}");

        StepVerifier.create(client.cancel(NAME)).expectComplete().verify(TIMEOUT);
        assertThat(nextEnded()).satisfies(context -> {
            assertThat(context.getName()).isEqualTo("operations.client.requests");
            assertThat(context.getContextualName()).isEqualTo("POST cancel");
            assertThat(context.getError()).isNull();
        });
        assertThat(ended).isEmpty();
        assertThat(server.header(0, "traceparent")).isEqualTo("00-trace");
    }

    @Test
    void theObservationInTheReactorContextIsTheParent() throws InterruptedException {
        server.thenAnswer(404, "application/json", Wire.error(404, "NOT_FOUND", "OPERATION_NOT_FOUND"));
        Observation parent = Observation.start("parent", registry);

        StepVerifier.create(client.get(NAME).contextWrite(context -> context.put("micrometer.observation", parent)))
                .expectError()
                .verify(TIMEOUT);
        assertThat(nextEnded()).satisfies(context -> {
            assertThat(context.getParentObservation()).isSameAs(parent);
            assertThat(context.getError()).hasMessageContaining("NOT_FOUND");
        });
    }

    /** Returns the next context of an observation that has ended, which happens after the last signal. */
    private Observation.Context nextEnded() throws InterruptedException {
        return ended.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** A stand-in for a tracer: it adds a header when a request begins. */
    private final class TraceHandler implements ObservationHandler<Observation.Context> {

        @Override
        @SuppressWarnings("unchecked")
        public void onStart(Observation.Context context) {
            if (context instanceof RequestReplySenderContext<?, ?> sender) {
                RequestReplySenderContext<Object, Object> request = (RequestReplySenderContext<Object, Object>) sender;
                request.getSetter().set(request.getCarrier(), "traceparent", "00-trace");
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
