package org.operationsgateway.bench.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/** The bytes of a request, complete except for the timestamp: 19 digits to be overwritten. Immutable. */
public final class RequestTemplate {

    /** The placeholder of the timestamp in the text of a request. */
    public static final String TIMESTAMP = "0".repeat(19);

    private static final String END_OF_LINE = "\r\n";

    private final byte[] bytes;
    private final int timestampAt;

    private RequestTemplate(byte[] bytes, int timestampAt) {
        this.bytes = bytes;
        this.timestampAt = timestampAt;
    }

    /** Creates a template from the text of a request. */
    public static RequestTemplate of(String text) {
        int quote = text.indexOf("\"" + TIMESTAMP + "\"");
        return new RequestTemplate(text.getBytes(US_ASCII), quote < 0 ? -1 : quote + 1);
    }

    /** Returns a template with more headers. */
    public RequestTemplate withHeaders(List<String> headers) {
        if (headers.isEmpty()) {
            return this;
        }
        String text = new String(bytes, US_ASCII);
        int firstHeader = text.indexOf(END_OF_LINE) + END_OF_LINE.length();
        String lines = String.join(END_OF_LINE, headers) + END_OF_LINE;
        return of(text.substring(0, firstHeader) + lines + text.substring(firstHeader));
    }

    /** Returns the request, with zeros as the timestamp. The caller must not change the array. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the offset of the timestamp; -1 if the request has none. */
    public int timestampAt() {
        return timestampAt;
    }
}
