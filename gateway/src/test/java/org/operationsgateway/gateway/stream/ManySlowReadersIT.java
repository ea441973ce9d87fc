package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;

/** Hundreds of clients that stop to read in the midst of large states, each at a place of its own, in a small heap. */
@Timeout(180)
class ManySlowReadersIT {

    private static final int READERS = 1000;
    private static final int UPDATES = 60;
    private static final int BYTES = 1_000_000;

    @Test
    void theyExhaustNoMemory() throws IOException, InterruptedException {
        try (Database database = Database.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                Producer producer = new Producer(gateway);
                SseClient client = new SseClient()) {
            producer.create("large");
            List<SocketChannel> readers = open(gateway);
            AtomicBoolean over = new AtomicBoolean();
            Thread reading = Thread.ofPlatform().start(() -> read(readers, over));
            for (int i = 0; i < UPDATES; i++) {
                producer.updateWithBytes("large", BYTES);
            }
            // A reader gives up what it needs only when it reads on.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.metric("gateway_readers_slow_total") > READERS / 4);
            over.set(true);
            reading.join();
            for (SocketChannel reader : readers) {
                reader.close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(gateway.metric("gateway_streams_open")).isZero());
            try (SseConnection later = client.open(gateway.uri("/v1/operations/large"))) {
                assertThat(Revisions.number(later.next())).isEqualTo(UPDATES + 1);
            }
            assertThat(gateway.output()).doesNotContain("OutOf", "ERROR");
        }
    }

    private static List<SocketChannel> open(GatewayProcess gateway) throws IOException {
        List<SocketChannel> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            SocketChannel reader = SocketChannel.open();
            reader.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            reader.connect(new InetSocketAddress("localhost", gateway.port()));
            reader.write(ByteBuffer.wrap(
                    "GET /v1/operations/large HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .getBytes(US_ASCII)));
            reader.configureBlocking(false);
            readers.add(reader);
        }
        return readers;
    }

    /** Each as much as is its own, and no more. */
    private static void read(List<SocketChannel> readers, AtomicBoolean over) {
        long[] read = new long[readers.size()];
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!over.get()) {
                for (int i = 0; i < read.length; i++) {
                    if (read[i] < (i % 40) * (long) BYTES + BYTES / 2) {
                        read[i] += Math.max(0, readers.get(i).read(buffer.clear()));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
