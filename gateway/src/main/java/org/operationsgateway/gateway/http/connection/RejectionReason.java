package org.operationsgateway.gateway.http.connection;

import java.util.Locale;

/** The reasons for which a connection is rejected or closed: the values of a tag, and texts for the log. */
public enum RejectionReason {
    TOO_MANY_CONNECTIONS("too many connections"),
    TLS_HANDSHAKE("a TLS handshake that has failed or is too large"),
    MEMORY("the memory for large headers is in use"),
    LATE_HEAD("late headers"),
    LATE_BODY("a late body"),
    LARGE_HEAD("headers that are too large"),
    MALFORMED("a malformed request"),
    RESET_FLOOD("too many resets of requests that have begun just now"),
    SETTINGS_FLOOD("too many SETTINGS frames"),
    PING_FLOOD("too many PING frames"),
    PRIORITY_FLOOD("too many PRIORITY frames"),
    WINDOW_FLOOD("too many WINDOW_UPDATE frames"),
    DATA_FLOOD("too many empty or small DATA frames"),
    CONTINUATION_FLOOD("headers in too many CONTINUATION frames"),
    FRAME_FLOOD("too many other frames of HTTP/2");

    private final String description;

    RejectionReason(String description) {
        this.description = description;
    }

    /** Returns the reason in lower case, as the value of a tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }
}
