package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.RawHttp2Connection;

/** Clients that request lists or collections, or use HTTP/2, and read nothing, beside an honest client. */
@Timeout(300)
class UnreadResponsesIT extends UnreadResponses {

    @Test
    void anHttp2ClientWithoutAWindowIsBoundedAndClosed() throws Exception {
        createLarge("large");
        attack(() -> {
            RawHttp2Connection client = add(RawHttp2Connection.withSettings(
                    gateway().port(), Http2Frames.setting(Http2Frames.INITIAL_WINDOW_SIZE, 0)));
            for (int i = 0; i < attackers(600); i++) {
                client.get("/v1/operations/large");
            }
        });
    }

    @Test
    void unreadPagesOfAListAreBounded() throws Exception {
        createMany(40);
        attack(() -> repeat(attackers(60), () -> request("/v1/operations?pageSize=1000")));
    }

    @Test
    void aPageOfCompressibleOperationsIsBoundedInTheBytesItHolds() throws Exception {
        createMany(400);
        attack(() -> {
            for (int i = 0; i < 4; i++) {
                String page =
                        gateway().api().get("/v1/operations?pageSize=1000").body();
                assertThat(page).contains("nextPageToken");
            }
        });
    }

    @Test
    void slowReadersOfACollectionShareTheMemory() throws Exception {
        createMany(60);
        attack(() -> {
            repeat(attackers(60), () -> request("/v1/operations", "Accept: text/event-stream"));
            for (int i = 0; i < 20; i++) {
                producer().updateWithBytes("large-" + i, MB);
            }
        });
    }
}
