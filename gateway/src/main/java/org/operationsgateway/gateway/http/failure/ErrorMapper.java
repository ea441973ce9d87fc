package org.operationsgateway.gateway.http.failure;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/** The mapping from exceptions to the status of a response. */
public final class ErrorMapper {

    private static final ErrorLog log = new ErrorLog(LoggerFactory.getLogger(ErrorMapper.class), System::nanoTime);

    private static final long MIN_RETRY_MILLIS = 1000;
    private static final long MAX_RETRY_MILLIS = 3000;

    private ErrorMapper() {}

    /** Returns the status of a failure. An unexpected exception is logged, and becomes INTERNAL without its details. */
    public static StatusException status(Throwable failure) {
        return switch (failure) {
            case StatusException status -> status;
            case MalformedJsonException json ->
                StatusException.badRequest(Reason.INVALID_BODY, json.field(), json.description());
            case ResponseStatusException web -> web(web);
            case InvalidMediaTypeException header -> malformed();
            case InvalidMimeTypeException header -> malformed();
            case DataAccessException database -> access(database);
            case R2dbcException database -> unavailable(database);
            case TimeoutException slow -> unavailable(slow);
            case AbortedException aborted -> aborted();
            default -> defect(failure);
        };
    }

    private static StatusException web(ResponseStatusException failure) {
        return switch (failure.getStatusCode().value()) {
            case 404 ->
                StatusException.of(
                        Reason.ROUTE_NOT_FOUND, "This path does not exist. See /openapi.json for the paths.");
            case 405 ->
                StatusException.of(
                        Reason.METHOD_NOT_ALLOWED, "This path does not support the method. See /openapi.json.");
            case 406 ->
                StatusException.of(
                        Reason.NOT_ACCEPTABLE, "The Accept header allows no supported type. Accept application/json.");
            case 413 -> StatusException.of(Reason.BODY_TOO_LARGE, "The body is too large. Send a smaller one.");
            case 415 ->
                StatusException.of(
                        Reason.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported. Send application/json.");
            default -> failure.getStatusCode().is4xxClientError() ? malformed() : defect(failure);
        };
    }

    private static StatusException malformed() {
        return StatusException.of(Reason.BAD_REQUEST, "The request is malformed. Correct it and send it again.");
    }

    /** The cause is a status if the acquisition of a connection was rejected. */
    private static StatusException access(DataAccessException failure) {
        return failure.getCause() instanceof StatusException status ? status : unavailable(failure);
    }

    private static StatusException unavailable(Throwable failure) {
        log.warn("Database access failed", failure);
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
        return StatusException.of(
                Reason.DATABASE_UNAVAILABLE,
                "The database is not available. A change may have been committed: read the operation before you retry.",
                new RetryInfo(delay));
    }

    /** The client has closed the connection within the body, so the response has no reader. */
    private static StatusException aborted() {
        return StatusException.of(Reason.BAD_REQUEST, "The connection was closed before the end of the body.");
    }

    private static StatusException defect(Throwable failure) {
        log.error("A request failed because of an internal error", failure);
        return StatusException.of(
                Reason.INTERNAL_ERROR, "The gateway failed with an internal error. See its log for the cause.");
    }
}
