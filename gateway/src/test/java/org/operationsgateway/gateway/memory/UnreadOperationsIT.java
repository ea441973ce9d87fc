package org.operationsgateway.gateway.memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.RawConnection;

/** Many clients that wait for a large operation, or watch one, and read nothing, beside an honest client. */
@Timeout(300)
class UnreadOperationsIT extends UnreadResponses {

    @Test
    void waitsOnALargeOperationHoldNoCopyOfIt() throws Exception {
        createLarge("large");
        attack(() -> repeat(2000, () -> request("/v1/operations/large:wait?timeout=3s")));
    }

    @Test
    void streamsOfDifferentLargeOperationsShareTheMemory() throws Exception {
        int operations = 250;
        createMany(operations);
        attack(() -> {
            for (int i = 0; i < operations; i++) {
                add(RawConnection.to(gateway().port(), 4096))
                        .get("/v1/operations/large-" + i, "Accept: text/event-stream");
            }
        });
    }
}
