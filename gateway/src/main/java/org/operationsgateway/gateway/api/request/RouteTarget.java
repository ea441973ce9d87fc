package org.operationsgateway.gateway.api.request;

import java.util.Arrays;
import java.util.Optional;

/** What a request can be addressed to, each with the pattern that stands for its path in metrics. */
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

    /** What the resource is as a target; empty if its verb is unknown. */
    public static Optional<RouteTarget> of(ResourcePath resource) {
        return switch (resource) {
            case ResourcePath.Collection collection -> Optional.of(COLLECTION);
            case ResourcePath.Single single ->
                Arrays.stream(values())
                        .filter(target -> target != COLLECTION && target.verb.equals(single.verb()))
                        .findFirst();
        };
    }

    public String pattern() {
        return pattern;
    }
}
