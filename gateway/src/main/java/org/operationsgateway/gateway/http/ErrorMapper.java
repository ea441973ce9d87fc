package org.operationsgateway.gateway.http;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.server.ResponseStatusException;

/** The one place where whatever went wrong becomes what the client is told. */
public final class ErrorMapper {

    private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

    private ErrorMapper() {}

    /** The status of a failure; a defect of ours is logged, and says nothing of itself to the client. */
    public static StatusException status(Throwable failure) {
        return switch (failure) {
            case StatusException status -> status;
            case MalformedJsonException json ->
                StatusException.badRequest(Reason.INVALID_BODY, json.field(), json.description());
            case ResponseStatusException web -> web(web);
            case DataAccessException database -> unavailable(database);
            case R2dbcException database -> unavailable(database);
            case TimeoutException slow -> unavailable(slow);
            default -> defect(failure);
        };
    }

    private static StatusException web(ResponseStatusException failure) {
        return switch (failure.getStatusCode().value()) {
            case 404 -> StatusException.of(Reason.ROUTE_NOT_FOUND, "There is nothing at this path.");
            case 405 -> StatusException.of(Reason.METHOD_NOT_ALLOWED, "The path exists, but not with this method.");
            case 406 -> StatusException.of(Reason.NOT_ACCEPTABLE, "The answer can't be of a type that is accepted.");
            case 413 -> StatusException.of(Reason.BODY_TOO_LARGE, "The body is too large.");
            case 415 -> StatusException.of(Reason.UNSUPPORTED_MEDIA_TYPE, "The body is of a type that isn't read.");
            default ->
                failure.getStatusCode().is4xxClientError()
                        ? StatusException.of(Reason.BAD_REQUEST, "The request can't be read.")
                        : defect(failure);
        };
    }

    private static StatusException unavailable(Throwable failure) {
        log.warn("The database failed: {}", failure.toString());
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1000, 3000));
        return StatusException.of(
                Reason.DATABASE_UNAVAILABLE,
                "The database can't be reached just now. A change may or may not have been made: look before you repeat it.",
                new RetryInfo(delay));
    }

    private static StatusException defect(Throwable failure) {
        log.error("A request failed unexpectedly", failure);
        return StatusException.of(
                Reason.INTERNAL_ERROR, "Something went wrong here. The log of the service says more.");
    }
}
