package org.operationsgateway.bench.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes of a request, ready but for the mark: nineteen digits that are written over. Nobody changes them. */
public final class RequestTemplate {

    /** Stands for the mark in the text of a request, and is as long as one. */
    public static final String MARK = "0".repeat(19);

    private final byte[] bytes;
    private final int markAt;

    private RequestTemplate(byte[] bytes, int markAt) {
        this.bytes = bytes;
        this.markAt = markAt;
    }

    /** Reads the text of a whole request. */
    public static RequestTemplate of(String text) {
        int quote = text.indexOf("\"" + MARK + "\"");
        return new RequestTemplate(text.getBytes(US_ASCII), quote < 0 ? -1 : quote + 1);
    }

    /** The request, with zeros in the place of the mark. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the mark is; -1 if the request has none. */
    int markAt() {
        return markAt;
    }
}
