package org.operationsgateway.gateway.api;

import java.util.Optional;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What a request is addressed to, read from its path once and kept with the request. */
final class ApiRequest {

    private static final String RESOURCE = ApiRequest.class.getName() + ".resource";

    private ApiRequest() {}

    /** What the path is about; empty if it isn't one of the API's. */
    @SuppressWarnings("unchecked")
    static Optional<Resource> resource(ServerRequest request) {
        return (Optional<Resource>) request.attributes()
                .computeIfAbsent(
                        RESOURCE,
                        key -> Resource.of(
                                request.exchange().getRequest().getURI().getRawPath()));
    }

    /** Which of the API's targets the path is; empty if none. */
    static Optional<Target> target(ServerRequest request) {
        return resource(request).flatMap(Target::of);
    }

    /** The name in the path of a request that was routed to an operation. */
    static OperationName name(ServerRequest request) {
        return ((Resource.Single) resource(request).orElseThrow()).name();
    }

    /** The parent in the path of a request that was routed to a collection. */
    static Parent parent(ServerRequest request) {
        return ((Resource.Collection) resource(request).orElseThrow()).parent();
    }
}
