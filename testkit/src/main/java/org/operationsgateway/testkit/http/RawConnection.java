package org.operationsgateway.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A TCP connection on which a test writes HTTP/1.1 requests and reads each byte of the responses.
 *
 * <p>Bytes are read only when a method needs them: unread bytes fill the buffers of the server. Used by one thread;
 * {@link #close()} may be called by another.
 */
public final class RawConnection implements Closeable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final int READ_BUFFER_BYTES = 2048;
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;

    /** The status line and the header lines of a response, unchanged. */
    public record Head(String status, List<String> headers) {

        /** Returns the status code. */
        public int statusCode() {
            return Integer.parseInt(status.split(" ", 3)[1]);
        }

        /** Returns the value of {@code Content-Length}. */
        public int contentLength() {
            return headers.stream()
                    .map(header -> header.toLowerCase(Locale.ROOT).split(": ", 2))
                    .filter(header -> header[0].equals("content-length"))
                    .mapToInt(header -> Integer.parseInt(header[1]))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean isChunked() {
            return headers.stream().anyMatch("transfer-encoding: chunked"::equalsIgnoreCase);
        }
    }

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), READ_BUFFER_BYTES);
    }

    /** Connects to a port of this machine. */
    public static RawConnection to(int port) throws IOException {
        return to(port, RECEIVE_BUFFER_BYTES);
    }

    /** Connects to a port of this machine with a given size of the receive buffer. */
    public static RawConnection to(int port, int receiveBufferBytes) throws IOException {
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBufferBytes, TIMEOUT);
    }

    /**
     * Connects.
     *
     * @param receiveBufferBytes the approximate number of unread bytes that the kernel accepts on this side
     * @param readTimeout the time without a byte after which a read fails
     */
    public static RawConnection to(InetSocketAddress address, int receiveBufferBytes, Duration readTimeout)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(receiveBufferBytes);
            socket.setSoTimeout((int) readTimeout.toMillis());
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a GET request with a {@code Host} header and these header lines. */
    public void get(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    /** Sends text as it is, in Latin-1. */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Reads the head of a response. */
    public Head head() throws IOException {
        String status = HttpLines.read(in);
        List<String> headers = new ArrayList<>();
        for (String header = HttpLines.read(in); !header.isEmpty(); header = HttpLines.read(in)) {
            headers.add(header);
        }
        return new Head(status, headers);
    }

    /** Returns the body after a head: up to the last chunk, or up to the end of the connection. */
    public InputStream body(Head head) {
        return head.isChunked() ? new ChunkedBody(in) : in;
    }

    /** Reads the next chunk of a chunked body. Returns an empty array for the last one. */
    public byte[] chunk() throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(HttpLines.read(in), HEXADECIMAL));
        String end = HttpLines.read(in);
        if (!end.isEmpty()) {
            throw new IOException("A chunk is longer than its size: '" + end + "'");
        }
        return bytes;
    }

    /** Reads the rest of a chunked body. */
    public byte[] rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            rest.write(chunk);
        }
        return rest.toByteArray();
    }

    /** Reads everything up to the end of the connection. A reset of the connection is its end, too. */
    public String end() throws IOException {
        try {
            return new String(in.readAllBytes(), UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** Reads the next chunk of a chunked body as text. */
    public String chunkText() throws IOException {
        return new String(chunk(), UTF_8);
    }

    /** Reads the rest of a chunked body as text. */
    public String restText() throws IOException {
        return new String(rest(), UTF_8);
    }

    /** Reads this many bytes of a body that is not chunked, as text. */
    public String text(int length) throws IOException {
        return new String(in.readNBytes(length), UTF_8);
    }

    /** Closes the connection with a reset: the next write of the server fails. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
