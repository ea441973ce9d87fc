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
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;

/** A test of a small heap with many clients that stop reading within large states, each at another offset. */
@Timeout(180)
class ManySlowReadersIT {

    private static final int READERS = 1000;
    private static final int UPDATES = 60;
    private static final int BYTES = 1_000_000;

    @Test
    void slowReadersDoNotExhaustTheMemory() throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                SseClient client = new SseClient()) {
            Producer producer = gateway.producer();
            producer.create("large");
            List<SocketChannel> readers = open(gateway);
            AtomicBoolean stopped = new AtomicBoolean();
            Thread reading = Thread.ofPlatform().start(() -> read(readers, stopped));
            for (int i = 0; i < UPDATES; i++) {
                producer.updateWithBytes("large", BYTES);
            }
            // The gateway counts a reader as slow only when the reader continues.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.metric("gateway_readers_slow_total") > READERS / 4);
            stopped.set(true);
            reading.join();
            for (SocketChannel reader : readers) {
                reader.close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(gateway.metric("gateway_streams_open")).isZero());
            try (SseConnection stream = client.open(gateway.uri("/v1/operations/large"))) {
                assertThat(Revisions.number(stream.next())).isEqualTo(UPDATES + 1);
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

    /** Reads from each connection up to its own limit. */
    private static void read(List<SocketChannel> readers, AtomicBoolean stopped) {
        long[] read = new long[readers.size()];
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!stopped.get()) {
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
