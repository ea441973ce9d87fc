package org.operationsgateway.gateway.page;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The files that the gateway serves to browsers. They contain no data, so they need no credential. Immutable. */
public final class StaticFiles {

    private static final List<String> OF_CONSOLE = List.of(
            "connection.js",
            "console.css",
            "demo.js",
            "detail.js",
            "filter.js",
            "list.js",
            "main.js",
            "model.js",
            "newest.js",
            "session.js",
            "store.js",
            "timeline.js");

    private static final Map<String, StaticFile> FILES = Stream.concat(
                    Stream.of(
                            StaticFile.read("/", "console/index.html"),
                            StaticFile.read("/openapi.json", "openapi.json"),
                            StaticFile.read("/operations.js", "console/operations.js"),
                            StaticFile.read("/operations.d.ts", "console/operations.d.ts")),
                    OF_CONSOLE.stream().map(name -> StaticFile.read("/console/" + name, "console/" + name)))
            .collect(toMap(StaticFile::path, Function.identity()));

    private StaticFiles() {}

    /** Returns whether there is a file at a path. */
    public static boolean contains(String path) {
        return FILES.containsKey(path);
    }

    /** Returns the routes of all files, for GET and HEAD. */
    public static RouterFunction<ServerResponse> routes() {
        return request -> {
            @Nullable StaticFile file = find(request);
            return file == null ? Mono.empty() : Mono.just(file::respond);
        };
    }

    private static @Nullable StaticFile find(ServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads ? FILES.get(request.path()) : null;
    }
}
