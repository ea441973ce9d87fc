package org.operationsgateway.gateway.http.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.Map;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The fields of a head: the limit on their number, and the memory that they hold. A field of four bytes on the wire
 * holds a hundred, and a field from the static table of HTTP/2 is one byte on the wire.
 */
public final class HeadFields {

    /** The maximum number of fields of a head, and of lines before its end. */
    static final int MAX = 200;

    /** The memory of a field besides its text: the entry of the codec, and the objects of the name and the value. */
    private static final int BYTES_PER_FIELD = 96;
    /** The memory of a byte of the text: in the buffers of the codec, and as text. */
    private static final int BYTES_PER_BYTE = 3;

    private HeadFields() {}

    /** Returns whether a head has more fields than are accepted. */
    public static boolean areTooMany(HttpHeaders fields) {
        return fields.size() > MAX;
    }

    /** Returns the failure of a request with too many fields. */
    public static StatusException tooMany() {
        return StatusException.of(Reason.HEADERS_TOO_LARGE, "There are too many headers. Send at most " + MAX + ".");
    }

    /** Returns the estimated memory of a head, in bytes. Its time does not depend on the names. */
    public static long bytes(HttpHeaders fields) {
        long text = 0;
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = fields.iteratorCharSequence();
        while (entries.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = entries.next();
            text += field.getKey().length() + field.getValue().length();
        }
        return bytes(text, fields.size());
    }

    /** Returns the estimated memory of a number of fields with a text of a number of bytes. */
    static long bytes(long text, int fields) {
        return text * BYTES_PER_BYTE + (long) fields * BYTES_PER_FIELD;
    }
}
