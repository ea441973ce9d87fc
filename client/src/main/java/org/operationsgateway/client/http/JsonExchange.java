package org.operationsgateway.client.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;

/**
 * The exchange of requests for JSON answers. Thread-safe.
 *
 * <p>Every failure is a {@link org.operationsgateway.core.rpc.StatusException}. Retriable ones are retried with
 * jittered delays, within the budget. Cancelling a subscription cancels the attempt in flight, whose request may have
 * been executed. Results are emitted on an event loop of the HTTP client.
 */
public final class JsonExchange {

    /** An observer of requests, each with all its attempts. Implementations are thread-safe. */
    @FunctionalInterface
    public interface Observer {

        /** The observer of an application without observability. */
        Observer NONE = (request, exchange) -> exchange.apply(Map.of());

        /**
         * Observes a request from its subscription to its end.
         *
         * @param exchange sends the request with further headers, such as those that propagate a trace
         */
        Mono<byte[]> observe(ApiRequest request, Function<Map<String, String>, Mono<byte[]>> exchange);
    }

    private static final String JSON = "application/json";

    private final HttpClient http;
    private final Endpoint endpoint;
    private final Credentials credentials;
    private final RetryBudget budget;
    private final HttpSettings settings;
    private final Observer observer;

    /** Creates an exchange. */
    public JsonExchange(
            HttpClient http,
            Endpoint endpoint,
            Credentials credentials,
            RetryBudget budget,
            HttpSettings settings,
            Observer observer) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.budget = budget;
        this.settings = settings;
        this.observer = observer;
    }

    /**
     * Sends a request when subscribed to.
     *
     * @return the body of the answer, JSON
     */
    public Mono<byte[]> send(ApiRequest request) {
        return Mono.defer(() -> {
            budget.recordRequest();
            RetrySchedule schedule = new RetrySchedule(request.persistence(), budget, settings.maxOutage());
            return observer.observe(
                    request, headers -> attempt(request, headers).retryWhen(Retry.from(schedule::delays)));
        });
    }

    private Mono<byte[]> attempt(ApiRequest request, Map<String, String> headers) {
        return credentials
                .authorize(authorization -> exchange(request, headers, authorization))
                .onErrorMap(TransportErrors::translate);
    }

    private Mono<byte[]> exchange(ApiRequest request, Map<String, String> further, String authorization) {
        ConnectionSilence silence = new ConnectionSilence();
        return silence.of(http)
                .headers(headers -> {
                    further.forEach(headers::set);
                    headers.set(HttpHeaderNames.ACCEPT, JSON);
                    if (request.json() != null) {
                        headers.set(HttpHeaderNames.CONTENT_TYPE, JSON);
                    }
                    if (!authorization.isEmpty()) {
                        headers.set(HttpHeaderNames.AUTHORIZATION, authorization);
                    }
                })
                .request(request.method())
                .uri(endpoint.resolve(request.resource()))
                .send((outgoing, outbound) -> body(request, outbound))
                .response((head, body) -> BoundedBody.collect(body, settings.maxAnswerBytes())
                        .map(bytes -> new Answer(head.status().code(), head.responseHeaders(), bytes)))
                .single()
                .timeout(request.timeout())
                .doOnError(TimeoutException.class, late -> silence.closeAfter(request.timeout()))
                .map(JsonExchange::content);
    }

    private static Publisher<Void> body(ApiRequest request, NettyOutbound outbound) {
        byte[] body = request.body();
        return body == null ? outbound : outbound.sendObject(Unpooled.wrappedBuffer(body));
    }

    private static byte[] content(Answer answer) {
        if (answer.status() != 200) {
            throw AnswerErrors.of(answer);
        }
        if (!answer.isJson()) {
            throw AnswerErrors.unexpectedContent(answer, JSON);
        }
        return answer.body();
    }
}
