package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.sse.SseReader;

/**
 * A change of an operation that a snapshot has not reached yet, after the latest sweep. The snapshot leaves it out, so
 * the first bookmark must not precede it: at this bookmark, a client removes the operations that it has not received.
 */
@Timeout(120)
class ChangeDuringSnapshotTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** More than a window, so that the key of the last one is read later than the first event. */
    private static final int OPERATIONS = 20_500;

    private static final String LAST = "changing/operations/o1\"";
    private static final String CHANGED = "{\"@type\":\"t/T\",\"changed\":true}";

    @Test
    void theFirstBookmarkWaitsForASweepThatFindsIt() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                Replica gateway = Replica.start(database, "gateway.signal.sweep-interval=1h")) {
            database.run("""
                    with created as (
                        insert into operation (name, parent, done, metadata, create_time, update_time, xid)
                        select 'changing/operations/o' || n, 'changing', false,
                            ('{"@type":"t/T","text":"' || repeat('x', 1000) || '"}')::json, now(),
                            now() - n * interval '1 second', pg_current_xact_id()
                        from generate_series(1, %d) as n
                        returning *
                    )
                    insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
                    select life, revision, 0, name, done, metadata, create_time, update_time, xid from created
                    """.formatted(OPERATIONS));
            gateway.create("other", "a", CHANGED);
            try (EventStream other = gateway.subscribe("other/operations");
                    SseReader stream = streamThatIsReadOnDemand(gateway)) {
                other.until("synced");
                assertThat(stream.next()).isPresent();
                // A sweep after the stream has joined the feed.
                gateway.update("other/operations/a", CHANGED);
                other.nextExceptBookmarks();

                database.run(UpdateStatement.of("changing/operations/o1", CHANGED));

                List<String> snapshot = until(stream, "synced");
                assertThat(snapshot).hasSize(OPERATIONS - 2).noneMatch(data -> data.contains(LAST));
                assertThat(until(stream, "bookmark")).anyMatch(data -> data.contains(LAST));
            }
        }
    }

    private static SseReader streamThatIsReadOnDemand(Replica gateway) throws IOException {
        return SseReader.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()),
                "/v1/changing/operations",
                null,
                8192,
                TIMEOUT,
                TIMEOUT);
    }

    /** Returns the data of the events before one of a type. */
    private static List<String> until(SseReader stream, String type) throws IOException {
        List<String> data = new ArrayList<>();
        while (true) {
            var event = stream.next().orElseThrow();
            if (event.type().equals(type)) {
                return data;
            }
            data.add(event.data());
        }
    }
}
