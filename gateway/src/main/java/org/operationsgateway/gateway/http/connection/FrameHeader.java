package org.operationsgateway.gateway.http.connection;

/**
 * The header of a frame of HTTP/2. Immutable.
 *
 * @param type the type, from 0 to 255
 * @param flags the flags, from 0 to 255
 * @param length the number of bytes after the header
 * @param stream the id of the stream; 0 for the connection
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, Frame format</a>
 */
record FrameHeader(int type, int flags, int length, int stream) {

    static final int BYTES = 9;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    /** Returns the header in these bytes. */
    static FrameHeader of(byte[] bytes) {
        int length = ((bytes[0] & 0xff) << 16) | ((bytes[1] & 0xff) << 8) | (bytes[2] & 0xff);
        int stream =
                ((bytes[5] & 0x7f) << 24) | ((bytes[6] & 0xff) << 16) | ((bytes[7] & 0xff) << 8) | (bytes[8] & 0xff);
        return new FrameHeader(bytes[3] & 0xff, bytes[4] & 0xff, length, stream);
    }

    /** Returns whether a flag is set. */
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns whether the frame is a part of the headers of a request. */
    boolean isHead() {
        return type == HEADERS || type == CONTINUATION;
    }
}
