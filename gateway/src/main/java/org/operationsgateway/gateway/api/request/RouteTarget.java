package org.operationsgateway.gateway.api.request;

import java.util.Arrays;
import java.util.Optional;

/** The targets of requests, each with the URI template that metrics and the OpenAPI document contain. */
public enum RouteTarget {
    COLLECTION("/{version}/{parent}/operations", ""),
    OPERATION("/{version}/{name}", ""),
    WAIT("/{version}/{name}:wait", ":wait"),
    CANCEL("/{version}/{name}:cancel", ":cancel"),
    COMPLETE("/{version}/{name}:complete", ":complete"),
    HEARTBEAT("/{version}/{name}:heartbeat", ":heartbeat"),
    HISTORY("/{version}/{name}:history", ":history");

    private final String pattern;
    private final String verb;

    RouteTarget(String pattern, String verb) {
        this.pattern = pattern;
        this.verb = verb;
    }

    /** Returns the target of a resource; empty if the custom method is unknown. */
    static Optional<RouteTarget> of(ResourcePath resource) {
        return switch (resource) {
            case ResourcePath.Collection collection -> Optional.of(COLLECTION);
            case ResourcePath.Single single ->
                Arrays.stream(values())
                        .filter(target -> target != COLLECTION && target.verb.equals(single.verb()))
                        .findFirst();
        };
    }

    /** Returns the URI template of the path. */
    public String pattern() {
        return pattern;
    }
}
