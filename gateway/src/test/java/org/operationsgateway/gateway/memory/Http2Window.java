package org.operationsgateway.gateway.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** An HTTP/2 client that opens requests and grants the gateway no window, so that no response arrives. */
final class Http2Window implements Closeable {

    private static final int SETTINGS = 4;
    private static final int HEADERS = 1;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final int METHOD_GET = 0x82;
    private static final int SCHEME_HTTP = 0x86;
    private static final int PATH = 0x04;
    private static final int AUTHORITY = 0x01;

    private final Socket socket;
    private int stream = 1;

    private Http2Window(Socket socket) {
        this.socket = socket;
    }

    static Http2Window closedTo(int port) throws IOException {
        Http2Window client = new Http2Window(new Socket(InetAddress.getLoopbackAddress(), port));
        client.socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        client.frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6)
                        .putShort((short) INITIAL_WINDOW_SIZE)
                        .putInt(0)
                        .array());
        return client;
    }

    /** Sends a GET request on a new stream. */
    void get(String path) throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        headers.write(METHOD_GET);
        headers.write(SCHEME_HTTP);
        literal(headers, PATH, path);
        literal(headers, AUTHORITY, "localhost");
        frame(HEADERS, END_STREAM_AND_HEADERS, stream, headers.toByteArray());
        stream += 2;
    }

    private static void literal(ByteArrayOutputStream headers, int name, String value) {
        headers.write(name);
        headers.write(value.length());
        headers.writeBytes(value.getBytes(US_ASCII));
    }

    private void frame(int type, int flags, int id, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(id)
                .put(payload);
        socket.getOutputStream().write(frame.array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
