package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.gateway.process.GatewayProcess;

/** A TCP connection to a gateway, on which a test speaks HTTP/1.1 by hand and sees each byte of the answers. */
final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** The status line and the headers of an answer, as they came. */
    record Head(String status, List<String> headers) {}

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawConnection to(GatewayProcess gateway) throws IOException {
        return to(gateway, 64 * 1024);
    }

    /**
     * Connects.
     *
     * @param receiveBuffer how many bytes this side takes that nobody reads, more or less
     */
    static RawConnection to(GatewayProcess gateway, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()), TIMEOUT_MILLIS);
        return new RawConnection(socket);
    }

    /** Sends a GET with these header lines and a Host. */
    void get(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: gateway\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    Head head() throws IOException {
        String status = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        return new Head(status, headers);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            assertThat(next).as("a byte after '%s'", line).isNotNegative();
            line.append((char) next);
        }
        assertThat(line).endsWith("\r");
        return line.substring(0, line.length() - 1);
    }

    /** The bytes of the next chunk of a chunked answer; none after the last. */
    byte[] chunk() throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(line(), 16));
        assertThat(line()).isEmpty();
        return bytes;
    }

    /** What is to come of a chunked answer. */
    byte[] rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            rest.write(chunk);
        }
        return rest.toByteArray();
    }

    /** So many bytes of an answer that isn't chunked. */
    String bytes(int length) throws IOException {
        return new String(in.readNBytes(length), UTF_8);
    }

    /** Vanishes without a goodbye: the other side's next write finds nobody. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
