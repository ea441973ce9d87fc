package org.operationsgateway.client;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.operationsgateway.client.http.Endpoint;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The connections of a client, in two pools: open streams do not use the connections of requests. Immutable.
 *
 * @param requests the client for requests
 * @param streams the client for streams, and for waits, which are as long
 */
record Connections(
        HttpClient requests, HttpClient streams, ConnectionProvider requestPool, ConnectionProvider streamPool) {

    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(45);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final HttpProtocol[] HTTP_1_1_ONLY = {HttpProtocol.HTTP11};
    private static final int HEADER_BYTES = 64 * 1024;

    static Connections open(
            Endpoint endpoint,
            HttpVersion version,
            UnaryOperator<HttpClient> custom,
            int maxConnections,
            int maxStreamConnections) {
        ConnectionProvider requestPool = pool("operations-requests", maxConnections);
        ConnectionProvider streamPool = pool("operations-streams", maxStreamConnections);
        return new Connections(
                client(requestPool, endpoint, version, custom),
                client(streamPool, endpoint, version, custom),
                requestPool,
                streamPool);
    }

    private static ConnectionProvider pool(String name, int maxConnections) {
        return ConnectionProvider.builder(name)
                .maxConnections(maxConnections)
                .pendingAcquireMaxCount(-1)
                .maxIdleTime(MAX_IDLE_TIME)
                .build();
    }

    private static HttpClient client(
            ConnectionProvider pool, Endpoint endpoint, HttpVersion version, UnaryOperator<HttpClient> custom) {
        HttpProtocol[] protocols = protocols(endpoint, version);
        HttpClient created = HttpClient.create(pool);
        // HTTP/1.1 is the default. To set it would load TLS, which delays the start of a small program.
        HttpClient versioned = Arrays.equals(protocols, HTTP_1_1_ONLY) ? created : created.protocol(protocols);
        HttpClient client = versioned
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                // Retries are decided in one place, which has a budget.
                .disableRetry(true)
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(HEADER_BYTES));
        return custom.apply(endpoint.prepare(client));
    }

    private static HttpProtocol[] protocols(Endpoint endpoint, HttpVersion version) {
        return switch (version) {
            case HTTP_1_1 -> new HttpProtocol[] {HttpProtocol.HTTP11};
            case HTTP_2 -> new HttpProtocol[] {endpoint.isSecure() ? HttpProtocol.H2 : HttpProtocol.H2C};
            case NEGOTIATED ->
                endpoint.isSecure()
                        ? new HttpProtocol[] {HttpProtocol.H2, HttpProtocol.HTTP11}
                        : new HttpProtocol[] {HttpProtocol.HTTP11};
        };
    }

    /** Closes all connections. */
    Mono<Void> close() {
        return Mono.when(requestPool.disposeLater(), streamPool.disposeLater());
    }
}
