package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.client.Wire.event;
import static org.operationsgateway.client.Wire.full;
import static org.operationsgateway.client.Wire.retry;
import static org.operationsgateway.client.Wire.running;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import reactor.test.StepVerifier;

/** Tests of collection streams that break, against a server that follows a script. */
class CollectionResumptionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ScriptedServer server = new ScriptedServer();
    private final OperationsClient client =
            OperationsClient.builder().baseUrl(server.url()).build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aCollectionIsResumedAtItsBookmarkWithoutDuplicates() {
        String a1 = "data: " + full(running("operations/a", 1), "x", 1) + "\n\n";
        String a2 = "data: " + full(running("operations/a", 2), "x", 2) + "\n\n";
        String b1 = "data: " + full(running("operations/b", 1), "y", 1) + "\n\n";
        server.thenStream(retry() + a1 + "id: c1\n" + event("synced", "{}") + a2)
                .thenOpenStream(a2 + b1 + "id: c2\n" + event("bookmark", "{}")
                        + event("removed", "{\"name\":\"operations/a\"}"));

        StepVerifier.create(client.watchAll("", "").take(5))
                .expectNext(changed(running("operations/a", 1)), new CollectionEvent.Synced())
                .expectNext(changed(running("operations/a", 2)), changed(running("operations/b", 1)))
                .expectNext(new CollectionEvent.Removed(operation(running(1)).name()))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.header(1, "last-event-id")).isEqualTo("c1");
    }

    @Test
    void aCollectionThatBreaksBeforeItsEndIsReset() {
        String a1 = "data: " + full(running("operations/a", 1), "x", 1) + "\n\n";
        server.thenStream(retry() + a1).thenOpenStream(a1 + "id: c1\n" + event("synced", "{}"));

        StepVerifier.create(client.watchAll("projects/p", "done = false").take(4))
                .expectNext(changed(running("operations/a", 1)))
                .expectNext(new CollectionEvent.Reset(CollectionEvent.Reset.INTERRUPTED))
                .expectNext(changed(running("operations/a", 1)), new CollectionEvent.Synced())
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.requests().getFirst())
                .startsWith("GET /v1/projects/p/operations?view=FULL&filter=done%20%3D%20false ");
    }

    private static CollectionEvent changed(String json) {
        return new CollectionEvent.Changed(operation(json));
    }

    private static Operation operation(String json) {
        return OperationJson.parseReceived(json.getBytes(StandardCharsets.UTF_8));
    }
}
