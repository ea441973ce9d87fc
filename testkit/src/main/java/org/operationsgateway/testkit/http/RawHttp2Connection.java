package org.operationsgateway.testkit.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A TCP connection on which a test writes frames of HTTP/2, correct or not, and reads the frames of the server. Used by
 * one thread.
 */
public final class RawHttp2Connection implements Closeable {

    /** The error of a connection that ends without a GOAWAY frame. */
    public static final int NONE = -1;

    public static final int NO_ERROR = 0;
    public static final int ENHANCE_YOUR_CALM = 11;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int LARGE_WINDOW = 1 << 30;
    private static final int PING_BYTES = 8;

    private final Socket socket;
    private final DataInputStream in;
    private int nextStream = 1;

    /** A frame of the server. Frames are not compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(int type, int flags, int stream, byte[] payload) {

        /** Returns whether the type and a flag are these; a flag of 0 is always set. */
        public boolean is(int expectedType, int flag) {
            return type == expectedType && (flags & flag) == flag;
        }

        /** Returns a number of 4 bytes in the payload. */
        public int number(int offset) {
            return ByteBuffer.wrap(payload).getInt(offset);
        }
    }

    private RawHttp2Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects to a port of this machine, with a window for large responses. */
    public static RawHttp2Connection to(int port) throws IOException {
        RawHttp2Connection connection = withSettings(port, new byte[0]);
        connection.send(Http2Frames.windowUpdate(0, LARGE_WINDOW));
        return connection;
    }

    /** Connects to a port of this machine with these settings, as the payload of a SETTINGS frame. */
    public static RawHttp2Connection withSettings(int port, byte[] settings) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        RawHttp2Connection connection = new RawHttp2Connection(socket);
        connection.send(Http2Frames.preface(settings));
        return connection;
    }

    /** Sends bytes. */
    public void send(byte[]... frames) throws IOException {
        socket.getOutputStream().write(Http2Frames.concat(frames));
    }

    /** Sends bytes of which the server may not read all, because it closes the connection before. */
    public void sendUntilClosed(byte[]... frames) {
        try {
            send(frames);
        } catch (IOException e) {
            // The server has closed the connection.
        }
    }

    /** Returns the id of a new stream. */
    public int newStream() {
        int stream = nextStream;
        nextStream += 2;
        return stream;
    }

    /** Sends a GET request, and returns the id of its stream. */
    public int get(String path, String... headers) throws IOException {
        int stream = newStream();
        send(Http2Frames.get(stream, path, headers));
        return stream;
    }

    /** Reads frames until one matches. */
    public Frame await(Predicate<Frame> condition) throws IOException {
        Frame frame = next();
        while (!condition.test(frame)) {
            frame = next();
        }
        return frame;
    }

    /** Reads the next frame. */
    public Frame next() throws IOException {
        int length = in.readUnsignedByte() << Short.SIZE | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(type, flags, stream, in.readNBytes(length));
    }

    /** Sends a PING frame and reads up to its acknowledgement: the server has processed all frames before. */
    public void ping() throws IOException {
        send(Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[PING_BYTES]));
        await(frame -> frame.is(Http2Frames.PING, Http2Frames.ACK));
    }

    /** Reads up to the end of the connection; returns the error of its GOAWAY frame. */
    public int end() {
        int error = NONE;
        try {
            while (true) {
                Frame frame = next();
                error = frame.is(Http2Frames.GOAWAY, 0) ? frame.number(Integer.BYTES) : error;
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection is still open.", e);
        } catch (IOException e) {
            return error;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
