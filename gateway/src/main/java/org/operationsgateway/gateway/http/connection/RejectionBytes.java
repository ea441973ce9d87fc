package org.operationsgateway.gateway.http.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.ErrorJson;

/** HTTP/1.1 responses with the error envelope for requests that no codec has read, as bytes. */
final class RejectionBytes {

    private RejectionBytes() {}

    /** Returns a response after which the connection is closed. */
    static ByteBuf of(StatusException failure) {
        int status = failure.reason().httpStatus();
        byte[] body = ErrorJson.write(status, failure.status()).getBytes(UTF_8);
        String retryAfter = failure.retryDelay()
                .map(delay -> "Retry-After: " + delay.plusMillis(999).toSeconds() + "\r\n")
                .orElse("");
        String head = "HTTP/1.1 " + status + " " + failure.reason().name() + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n" + retryAfter
                + "Cache-Control: no-cache\r\nConnection: close\r\n\r\n";
        return Unpooled.wrappedBuffer(head.getBytes(UTF_8), body);
    }
}
