package org.operationsgateway.client.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Objects;

/**
 * A complete HTTP response. Immutable by convention.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, within the limit
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared.
record Answer(int status, HttpHeaders headers, byte[] body) {

    boolean isJson() {
        return hasType(headers, "application/json");
    }

    /** Returns whether the content type is a type, with any parameters. */
    static boolean hasType(HttpHeaders headers, String type) {
        String value = contentType(headers).toLowerCase(Locale.ROOT);
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().equals(type);
    }

    static String contentType(HttpHeaders headers) {
        return Objects.requireNonNullElse(headers.get(HttpHeaderNames.CONTENT_TYPE), "");
    }
}
