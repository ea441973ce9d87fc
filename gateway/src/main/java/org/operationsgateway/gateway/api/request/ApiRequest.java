package org.operationsgateway.gateway.api.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The resource that a request addresses, parsed from its path once and cached in its attributes. */
public final class ApiRequest {

    private static final String RESOURCE = ApiRequest.class.getName() + ".resource";

    private ApiRequest() {}

    /** Returns the route target of a request; empty if the path does not belong to the API. */
    public static Optional<RouteTarget> target(ServerRequest request) {
        return resource(request).flatMap(RouteTarget::of);
    }

    /** Returns the operation name in the path of a request that was routed to an operation. */
    public static OperationName name(ServerRequest request) {
        return ((ResourcePath.Single) resource(request).orElseThrow()).name();
    }

    /** Returns the parent in the path of a request that was routed to a collection. */
    public static Parent parent(ServerRequest request) {
        return ((ResourcePath.Collection) resource(request).orElseThrow()).parent();
    }

    /** Returns the {@code Last-Event-ID} header, or else the parameter {@code lastEventId}; null if both are absent. */
    public static @Nullable String lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        return header != null ? header : request.queryParam("lastEventId").orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static Optional<ResourcePath> resource(ServerRequest request) {
        return (Optional<ResourcePath>) request.attributes()
                .computeIfAbsent(
                        RESOURCE,
                        key -> ResourcePath.of(
                                request.exchange().getRequest().getURI().getRawPath()));
    }
}
