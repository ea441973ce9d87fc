package org.operationsgateway.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.DurationText;
import org.operationsgateway.core.wire.ErrorJson;

/**
 * The translation of an HTTP response that is no success into an exception.
 *
 * <p>The gateway sends an envelope. A proxy, a captive portal or another server does not: then the message contains the
 * status, the type and the beginning of the body, from which a person recognizes the sender.
 */
final class AnswerErrors {

    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
    private static final int MAX_EXCERPT = 200;
    private static final int MAX_SECONDS_DIGITS = 6;

    private AnswerErrors() {}

    /** Returns the exception for an answer other than 200. */
    static StatusException of(Answer answer) {
        Code fallback = code(answer.status());
        if (answer.isJson()) {
            try {
                Status status = ErrorJson.parse(answer.body(), fallback);
                return StatusException.received(status, null, retryDelay(status, answer.headers()));
            } catch (MalformedJsonException notAnEnvelope) {
                return foreign(answer, fallback);
            }
        }
        return foreign(answer, fallback);
    }

    private static StatusException foreign(Answer answer, Code code) {
        String location = answer.headers().get(HttpHeaderNames.LOCATION);
        String message = "HTTP " + answer.status()
                + (location == null ? "" : ", a redirect to " + location)
                + ", is not an answer of the gateway: " + describe(answer);
        return StatusException.received(new Status(code, message), null, retryAfter(answer.headers()));
    }

    /** Returns the exception for a response with status 200 that does not have the expected content. */
    static StatusException unexpectedContent(Answer answer, String expected) {
        String message = "Not " + expected + ", so not an answer of the gateway: " + describe(answer);
        return StatusException.received(new Status(Code.UNKNOWN, message), null, null);
    }

    private static String describe(Answer answer) {
        String text = new String(answer.body(), 0, Math.min(answer.body().length, MAX_EXCERPT), UTF_8);
        String type = Answer.contentType(answer.headers());
        return (type.isEmpty() ? "no content type" : type)
                + (text.isBlank() ? "" : ", " + text.replaceAll("\\s+", " ").strip());
    }

    /** Returns the code of an HTTP status that is not that of an envelope. */
    private static Code code(int status) {
        return switch (status) {
            case 400, 405, 406, 413, 414, 415, 421, 431 -> Code.INVALID_ARGUMENT;
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 409 -> Code.ABORTED;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case 499 -> Code.CANCELLED;
            case 501 -> Code.UNIMPLEMENTED;
            // 408 and 504 of a proxy report an outage of the gateway.
            case 408, 502, 503, 504 -> Code.UNAVAILABLE;
            default -> status == 500 ? Code.INTERNAL : Code.UNKNOWN;
        };
    }

    private static @Nullable Duration retryDelay(Status status, HttpHeaders headers) {
        return status.details().stream()
                .filter(detail -> detail.type().equals(RETRY_INFO))
                .flatMap(detail -> readDelay(detail).stream())
                .findFirst()
                .orElseGet(() -> retryAfter(headers));
    }

    private static Optional<Duration> readDelay(Any retryInfo) {
        try {
            String text = JsonInput.readObject(retryInfo.json(), AnswerErrors::readDelayText);
            return Optional.of(DurationText.parse("retryDelay", text));
        } catch (MalformedJsonException unreadable) {
            return Optional.empty();
        }
    }

    private static String readDelayText(JsonInput input) {
        String delay = "";
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            if (field.equals("retryDelay")) {
                delay = input.string(field);
            } else {
                input.skip();
            }
        }
        return delay;
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.get(HttpHeaderNames.RETRY_AFTER);
        boolean isSeconds = value != null
                && !value.isEmpty()
                && value.length() <= MAX_SECONDS_DIGITS
                && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isSeconds ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}
