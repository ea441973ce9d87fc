package org.operationsgateway.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of the frames of an HTTP/2 client, correct or not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, Frame Format</a>
 */
public final class Http2Frames {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int ACK = 1;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    /** The identifiers of settings. */
    public static final int HEADER_TABLE_SIZE = 1;

    public static final int INITIAL_WINDOW_SIZE = 4;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADER_BYTES = 9;
    private static final int CANCEL = 8;
    private static final int MAX_SHORT_LENGTH = 126;

    /** Indexed fields of the static table (RFC 7541). */
    private static final int METHOD_GET = 0x82;

    private static final int METHOD_POST = 0x83;
    private static final int SCHEME_HTTP = 0x86;
    /** Literals without indexing, with a name of the static table. */
    private static final int AUTHORITY = 0x01;

    private static final int PATH = 0x04;

    private Http2Frames() {}

    /** Returns the preface of a connection and its SETTINGS frame. */
    public static byte[] preface(byte[] settings) {
        byte[] frame = frame(SETTINGS, 0, 0, settings);
        return concat(PREFACE.getBytes(US_ASCII), frame);
    }

    /** Returns one setting, as the payload of a SETTINGS frame. */
    public static byte[] setting(int identifier, long value) {
        return ByteBuffer.allocate(6)
                .putShort((short) identifier)
                .putInt((int) value)
                .array();
    }

    /** Returns a frame. */
    public static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put((byte) (payload.length >> Short.SIZE))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Returns a GET request for a path, with header lines such as {@code accept: text/event-stream}. */
    public static byte[] get(int stream, String path, String... headers) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, head(METHOD_GET, path, headers));
    }

    /** Returns the head of a POST request, whose body follows. */
    public static byte[] post(int stream, String path, String... headers) {
        return frame(HEADERS, END_HEADERS, stream, head(METHOD_POST, path, headers));
    }

    /** Returns a frame that cancels a stream. */
    public static byte[] reset(int stream) {
        return frame(
                RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
    }

    /** Returns a frame with a greater window. */
    public static byte[] windowUpdate(int stream, int increment) {
        return frame(
                WINDOW_UPDATE,
                0,
                stream,
                ByteBuffer.allocate(4).putInt(increment).array());
    }

    /** Returns frames one after the other. */
    public static byte[] concat(byte[]... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            bytes.writeBytes(frame);
        }
        return bytes.toByteArray();
    }

    /** Returns the same frame, several times. */
    public static byte[] repeat(int count, byte[] frame) {
        ByteBuffer bytes = ByteBuffer.allocate(count * frame.length);
        for (int i = 0; i < count; i++) {
            bytes.put(frame);
        }
        return bytes.array();
    }

    private static byte[] head(int method, String path, String... headers) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(method);
        fields.write(SCHEME_HTTP);
        fields.write(AUTHORITY);
        text(fields, "localhost");
        fields.write(PATH);
        text(fields, path);
        for (String header : headers) {
            String[] nameAndValue = header.split(": ", 2);
            fields.write(0);
            text(fields, nameAndValue[0]);
            text(fields, nameAndValue[1]);
        }
        return fields.toByteArray();
    }

    /** Writes a text without Huffman coding. */
    private static void text(ByteArrayOutputStream fields, String value) {
        int length = value.length();
        if (length <= MAX_SHORT_LENGTH) {
            fields.write(length);
        } else {
            fields.write(MAX_SHORT_LENGTH + 1);
            int rest = length - MAX_SHORT_LENGTH - 1;
            while (rest >= 0x80) {
                fields.write((rest & 0x7f) | 0x80);
                rest >>= 7;
            }
            fields.write(rest);
        }
        fields.writeBytes(value.getBytes(ISO_8859_1));
    }
}
