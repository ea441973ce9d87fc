package org.operationsgateway.testkit.sse;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * A connection that reads an event stream only when its caller waits for the next event.
 *
 * <p>Unread bytes fill the buffers of the server, as those of a slow client do. Used by one thread; {@link #close()}
 * may be called by another.
 */
public final class SseReader implements Closeable {

    private static final int BUFFER_BYTES = 2048;

    private final RawConnection connection;
    private final InputStream body;
    private final SseParser parser;
    private final Queue<Event> events = new ArrayDeque<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int status;
    private Duration retry;

    private SseReader(RawConnection connection, @Nullable String lastEventId, Duration retry) throws IOException {
        this.connection = connection;
        RawConnection.Head head = connection.head();
        this.status = head.statusCode();
        this.body = connection.body(head);
        this.retry = retry;
        this.parser = new SseParser(lastEventId == null ? "" : lastEventId, this::receive);
    }

    /**
     * Requests a stream, and waits for the head of the response.
     *
     * @param lastEventId the id to resume after; null for none
     * @param receiveBufferBytes the approximate number of unread bytes that the kernel accepts
     * @param readTimeout the time without a byte after which a read fails
     * @param retry the time to wait before the next connection, unless the stream specifies another
     */
    public static SseReader open(
            InetSocketAddress address,
            String path,
            @Nullable String lastEventId,
            int receiveBufferBytes,
            Duration readTimeout,
            Duration retry)
            throws IOException {
        RawConnection connection = RawConnection.to(address, receiveBufferBytes, readTimeout);
        try {
            connection.get(path, headers(lastEventId));
            return new SseReader(connection, lastEventId, retry);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static String[] headers(@Nullable String lastEventId) {
        String accept = "Accept: text/event-stream";
        String cache = "Cache-Control: no-store";
        return lastEventId == null
                ? new String[] {accept, cache}
                : new String[] {accept, cache, "Last-Event-ID: " + lastEventId};
    }

    private void receive(SseItem item) {
        if (item instanceof Event event) {
            events.add(event);
        } else if (item instanceof SseItem.Retry next) {
            retry = Duration.ofMillis(next.millis());
        }
    }

    public int status() {
        return status;
    }

    /**
     * Waits for the next event. Returns empty when the server has completed the response.
     *
     * @throws IOException if the connection ended before the response, or the stream is not UTF-8
     */
    public Optional<Event> next() throws IOException {
        while (events.isEmpty()) {
            int length = body.read(buffer);
            if (length < 0) {
                return Optional.empty();
            }
            parse(length);
        }
        return Optional.of(events.remove());
    }

    private void parse(int length) throws IOException {
        try {
            parser.feed(buffer, 0, length);
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    /** Returns the id that a client sends to resume. */
    public String lastEventId() {
        return parser.lastEventId();
    }

    /** Returns the time to wait before the next connection. */
    public Duration retry() {
        return retry;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
