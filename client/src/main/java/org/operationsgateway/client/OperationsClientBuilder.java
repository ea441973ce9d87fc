package org.operationsgateway.client;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.http.Credentials;
import org.operationsgateway.client.http.Endpoint;
import org.operationsgateway.client.http.HttpSettings;
import org.operationsgateway.client.http.JsonExchange;
import org.operationsgateway.client.observation.MicrometerObserver;
import org.operationsgateway.client.payload.PayloadCodec;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A builder of a client. Only {@link #baseUrl} is required. Not thread-safe. */
public final class OperationsClientBuilder {

    private static final int DEFAULT_MAX_ANSWER_BYTES = 16 * 1024 * 1024;
    private static final int MAX_ANSWER_BYTES = 1024 * 1024 * 1024;

    private @Nullable Endpoint endpoint;
    private Credentials credentials = Credentials.NONE;
    private HttpVersion httpVersion = HttpVersion.NEGOTIATED;
    private UnaryOperator<HttpClient> httpClient = UnaryOperator.identity();
    private int maxConnections = 50;
    private int maxStreamConnections = 1000;
    private int maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES;
    private Duration headTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(45);
    private Duration maxOutage = Duration.ofMinutes(5);
    private JsonExchange.Observer observer = JsonExchange.Observer.NONE;
    private boolean isSharing;
    private final List<PayloadCodec> codecs = new ArrayList<>();

    OperationsClientBuilder() {}

    /**
     * Sets the address of the gateway, such as {@code https://operations.example.com}. It may have a path, before the
     * version of the API.
     *
     * @throws IllegalArgumentException if it is not an address with the scheme http or https
     */
    public OperationsClientBuilder baseUrl(String value) {
        endpoint = new Endpoint(URI.create(value));
        return this;
    }

    /** Sets a bearer token that does not change. */
    public OperationsClientBuilder token(String value) {
        return token(() -> Mono.just(value));
    }

    /**
     * Sets the supplier of the bearer token. It is called for each request, so it should remember its token; and once
     * more if the server refuses the token. It must not block.
     */
    public OperationsClientBuilder token(Supplier<? extends Publisher<String>> value) {
        credentials = new Credentials(value);
        return this;
    }

    /** Sets the version of HTTP. The default is {@link HttpVersion#NEGOTIATED}. */
    public OperationsClientBuilder httpVersion(HttpVersion value) {
        httpVersion = value;
        return this;
    }

    /** Sets a change of the HTTP client, for example of its TLS settings or its proxy. */
    public OperationsClientBuilder httpClient(UnaryOperator<HttpClient> value) {
        httpClient = value;
        return this;
    }

    /** Sets the limit on connections for requests. The default is 50. */
    public OperationsClientBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /** Sets the limit on connections for streams, of which HTTP/1.1 needs one for each. The default is 1000. */
    public OperationsClientBuilder maxStreamConnections(int value) {
        maxStreamConnections = value;
        return this;
    }

    /** Sets the limit on the size of an answer or an event, in bytes. The default is 16 MiB, the maximum 1 GiB. */
    public OperationsClientBuilder maxAnswerBytes(int value) {
        if (value <= 0 || value > MAX_ANSWER_BYTES) {
            throw new IllegalArgumentException("maxAnswerBytes must be from 1 to " + MAX_ANSWER_BYTES + ": " + value);
        }
        maxAnswerBytes = value;
        return this;
    }

    /** Sets the time in which a stream must deliver its first event. The default is 10 s. */
    public OperationsClientBuilder firstEventTimeout(Duration value) {
        headTimeout = positive("firstEventTimeout", value);
        return this;
    }

    /**
     * Sets the time without a byte after which a stream is opened again. It must be longer than the heartbeat of the
     * server. The default is 45 s, three heartbeats.
     */
    public OperationsClientBuilder idleTimeout(Duration value) {
        idleTimeout = positive("idleTimeout", value);
        return this;
    }

    /**
     * Sets the time for which a stream, or the end of an operation, is retried while the server is not available. The
     * default is 5 min; zero fails at the first failure.
     */
    public OperationsClientBuilder maxOutage(Duration value) {
        maxOutage = value;
        return this;
    }

    /**
     * Sets the registry of observations, one for each request. Requires {@code micrometer-observation}, which is an
     * optional dependency.
     */
    public OperationsClientBuilder observationRegistry(ObservationRegistry value) {
        observer = new MicrometerObserver(value);
        return this;
    }

    /**
     * Lets the watches of operations below one parent share one stream of the collection: cheaper than a stream for
     * each if many operations of a parent are watched, and few others change. The default is a stream for each watch.
     *
     * <p>It applies to {@code watch}, {@code latest}, {@code await} and {@code response}. Each watch reads the
     * operation once, then follows the shared stream. A watch with a slow subscriber leaves it for a stream of its
     * own, and misses nothing.
     */
    public OperationsClientBuilder shareStreams() {
        isSharing = true;
        return this;
    }

    /** Adds a codec, which is used before the built-in ones. */
    public OperationsClientBuilder codec(PayloadCodec value) {
        codecs.add(value);
        return this;
    }

    private static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
        return value;
    }

    /** Returns a client, which opens no connection before it is used. */
    public OperationsClient build() {
        return new HttpOperationsClient(this);
    }

    Endpoint endpoint() {
        return Objects.requireNonNull(endpoint, "baseUrl is missing");
    }

    Credentials credentials() {
        return credentials;
    }

    HttpSettings settings() {
        return new HttpSettings(maxAnswerBytes, headTimeout, idleTimeout, maxOutage);
    }

    List<PayloadCodec> codecs() {
        return codecs;
    }

    JsonExchange.Observer observer() {
        return observer;
    }

    boolean isSharing() {
        return isSharing;
    }

    Connections connections() {
        return Connections.open(endpoint(), httpVersion, httpClient, maxConnections, maxStreamConnections);
    }
}
