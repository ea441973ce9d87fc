package org.operationsgateway.robustness.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection that reads an event stream.
 *
 * <p>It is no more than a socket, so that it is the reader who decides when anything is read: what it doesn't read fills
 * the server's buffers. Used by one thread; only {@link #close} may be called by another.
 */
public final class EventStream implements Closeable {

    private static final int CONNECT_MILLIS = 3000;
    private static final int BUFFER = 2048;

    private final Socket socket;
    private final InputStream body;
    private final EventParser parser;
    private final int status;
    private boolean skipLineFeed;

    private EventStream(Socket socket, @Nullable String lastEventId, Duration retry) throws IOException {
        this.socket = socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.status = Integer.parseInt(HttpLines.read(in).split(" ", 3)[1]);
        boolean chunked = false;
        for (String header = HttpLines.read(in); !header.isEmpty(); header = HttpLines.read(in)) {
            chunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
        }
        this.body = chunked ? new ChunkedBody(in) : in;
        this.parser = new EventParser(lastEventId == null ? "" : lastEventId, retry);
    }

    /**
     * Asks for a stream, and waits for the head of the answer.
     *
     * @param lastEventId what to resume after; null for nothing
     * @param receiveBuffer how many bytes the system may hold for a reader that doesn't read
     * @param silence after how long without a byte the peer is taken for dead
     * @param retry how long to wait before the next attempt, unless the stream says otherwise
     */
    public static EventStream open(
            InetSocketAddress address,
            String path,
            @Nullable String lastEventId,
            int receiveBuffer,
            Duration silence,
            Duration retry)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout((int) silence.toMillis());
            socket.connect(address, CONNECT_MILLIS);
            socket.getOutputStream().write(request(address, path, lastEventId));
            return new EventStream(socket, lastEventId, retry);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static byte[] request(InetSocketAddress address, String path, @Nullable String lastEventId) {
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return ("GET " + path + " HTTP/1.1\r\nHost: " + address.getHostString() + ":" + address.getPort()
                        + "\r\nAccept: text/event-stream\r\nCache-Control: no-store\r\n" + resume + "\r\n")
                .getBytes(ISO_8859_1);
    }

    public int status() {
        return status;
    }

    /** Waits for the next event; empty when the server has ended the stream as HTTP has it. */
    public Optional<ServerEvent> next() throws IOException {
        while (true) {
            String line = line();
            if (line == null) {
                return Optional.empty();
            }
            Optional<ServerEvent> event = parser.line(line);
            if (event.isPresent()) {
                return event;
            }
        }
    }

    /** Reads a line that ends in CR, LF or both; null if there is no complete one any more. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = body.read(); next >= 0; next = body.read()) {
            boolean secondOfTwo = skipLineFeed && next == '\n';
            skipLineFeed = next == '\r';
            if (!secondOfTwo) {
                if (next == '\n' || next == '\r') {
                    return line.toString(UTF_8);
                }
                line.write(next);
            }
        }
        return null;
    }

    public String lastEventId() {
        return parser.lastEventId();
    }

    public Duration retry() {
        return parser.retry();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
