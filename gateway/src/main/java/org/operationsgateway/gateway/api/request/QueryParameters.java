package org.operationsgateway.gateway.api.request;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.DurationText;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;
import org.operationsgateway.gateway.view.View;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The parser of query parameters. An empty parameter is equivalent to an absent one. */
public final class QueryParameters {

    private static final int DEFAULT_PAGE_SIZE = 50;
    private static final int MAX_PAGE_SIZE = 1000;
    private static final String METADATA = "metadata";

    private QueryParameters() {}

    /** Returns a parameter as text; empty if it is absent or empty. */
    public static Optional<String> text(ServerRequest request, String name) {
        return request.queryParam(name).filter(value -> !value.isEmpty());
    }

    /** Returns the page size: 50 by default and 1000 at most. */
    public static int pageSize(ServerRequest request) {
        int size = text(request, "pageSize").map(QueryParameters::pageSize).orElse(0);
        return size == 0 ? DEFAULT_PAGE_SIZE : Math.min(size, MAX_PAGE_SIZE);
    }

    private static int pageSize(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Fails below, as a negative number does.
        }
        throw invalid("pageSize", "pageSize must be a non-negative integer.");
    }

    /** Returns the cancellation mode: {@code IMMEDIATE} by default. */
    public static Cancellation cancellation(ServerRequest request) {
        String text = text(request, "cancellation").orElse(Cancellation.IMMEDIATE.name());
        return Arrays.stream(Cancellation.values())
                .filter(cancellation -> cancellation.name().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "cancellation", "cancellation must be one of " + Arrays.toString(Cancellation.values()) + "."));
    }

    /** Fails with INVALID_ARGUMENT if the update mask contains a field that an update cannot change. */
    public static void checkUpdateMask(ServerRequest request) {
        text(request, "updateMask")
                .filter(mask -> !mask.equals("*") && !isOfMetadata(mask))
                .ifPresent(mask -> {
                    throw invalid("updateMask", "updateMask must be metadata or *. No other field can be updated.");
                });
    }

    private static boolean isOfMetadata(String mask) {
        return Arrays.stream(mask.split(",", -1))
                .allMatch(path -> path.equals(METADATA)
                        || (path.startsWith(METADATA + ".")
                                && path.length() > METADATA.length() + 1
                                && path.chars().noneMatch(Character::isWhitespace)));
    }

    /** Returns a duration such as {@code 2.5s}; fails with INVALID_ARGUMENT if it is malformed. */
    public static Optional<Duration> duration(ServerRequest request, String name) {
        try {
            return text(request, name).map(text -> DurationText.parse(name, text));
        } catch (MalformedJsonException e) {
            throw invalid(name, e.description());
        }
    }

    /** Returns the states that a stream contains: the latest state only for {@code conflate=true}. */
    public static Delivery delivery(ServerRequest request) {
        return switch (text(request, "conflate").orElse("false")) {
            case "true" -> Delivery.LATEST_STATE;
            case "false" -> Delivery.EVERY_STATE;
            default -> throw invalid("conflate", "conflate must be true or false.");
        };
    }

    /** Returns the view that a request selects, BASIC by default; fails with INVALID_ARGUMENT if it is unknown. */
    public static View view(ServerRequest request) {
        return switch (text(request, "view").orElse("BASIC")) {
            case "BASIC" -> View.BASIC;
            case "FULL" -> View.FULL;
            default -> throw invalid("view", "view must be BASIC or FULL.");
        };
    }

    private static StatusException invalid(String name, String message) {
        return StatusException.badRequest(Reason.INVALID_PARAMETER, name, message);
    }
}
