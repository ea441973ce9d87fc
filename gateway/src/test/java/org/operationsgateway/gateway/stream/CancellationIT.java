package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of cancellation requests in each mode of cancellation. */
class CancellationIT {

    @RegisterExtension
    private static final GatewayExtension EXTENSION =
            new GatewayExtension("gateway.deadline.cancel-grace=1500ms", "gateway.deadline.interval=100ms");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();
    private final SseClient client = EXTENSION.client();

    private int post(String path) {
        return gateway.api().post("/v1/operations" + path).statusCode();
    }

    @Test
    void aCooperativeProducerReceivesOneCancelEventAndEndsTheOperation() {
        post("?operationId=coop&cancellation=COOPERATIVE");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations/coop"))) {
            stream.next();
            assertThat(post("/coop:cancel")).isEqualTo(200);
            assertThat(post("/coop:cancel")).isEqualTo(200);
            Event requested = stream.next();
            assertThat(requested.data()).contains("\"done\":false");
            assertThat(Revisions.number(requested)).isEqualTo(2);
            assertThat(stream.next())
                    .isEqualTo(new Event("cancel", "{\"name\":\"operations/coop\"}", requested.lastEventId()));
            producer.complete("coop");
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::type).containsExactly("message", "done");
            assertThat(rest.getFirst().data()).contains("\"response\":");
        }
    }

    @Test
    void aSilentProducerIsOverruledAndAnActiveOneIsNot() {
        post("?operationId=silent&cancellation=COOPERATIVE");
        post("?operationId=slow&cancellation=COOPERATIVE");
        try (SseConnection silent = client.open(gateway.uri("/v1/operations/silent"))) {
            post("/slow:cancel");
            post("/silent:cancel");
            for (int step = 0; !silentIsDone(silent); step++) {
                producer.update("slow", step);
            }
            producer.complete("slow");
        }
        try (SseConnection slow = client.open(gateway.uri("/v1/operations/slow"))) {
            assertThat(slow.next().data()).contains("\"response\":");
        }
    }

    private static boolean silentIsDone(SseConnection silent) {
        Event event = silent.poll();
        return event != null && event.type().equals("done");
    }

    @Test
    void anOperationWithoutCancellationContinues() {
        post("?operationId=unstoppable&cancellation=UNSUPPORTED");
        assertThat(post("/unstoppable:cancel")).isEqualTo(501);
        producer.complete("unstoppable");
        assertThat(post("/unstoppable:cancel")).isEqualTo(200);
    }
}
