package org.operationsgateway.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request of the API, which may be sent more than once. Immutable.
 *
 * @param method the HTTP method
 * @param resource the path after the version, with the query
 * @param json the body; null for none
 * @param timeout the limit on the time until the answer is complete, for each attempt
 * @param persistence the limit on the time for all attempts
 */
public record ApiRequest(
        HttpMethod method, String resource, @Nullable String json, Duration timeout, Persistence persistence) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The effort for a request that can be retried after a failure. */
    public enum Persistence {
        /** A few attempts within seconds, if the retry budget allows. */
        NORMAL,
        /** Attempts until the limit on an outage, for a result that would be lost otherwise. */
        UNTIL_OUTAGE_LIMIT
    }

    private ApiRequest(HttpMethod method, String resource, @Nullable String json) {
        this(method, resource, json, DEFAULT_TIMEOUT, Persistence.NORMAL);
    }

    /** Returns a GET request. */
    public static ApiRequest get(String resource) {
        return new ApiRequest(HttpMethod.GET, resource, null);
    }

    /** Returns a POST request. */
    public static ApiRequest post(String resource, String json) {
        return new ApiRequest(HttpMethod.POST, resource, json);
    }

    /** Returns a PATCH request. */
    public static ApiRequest patch(String resource, String json) {
        return new ApiRequest(HttpMethod.PATCH, resource, json);
    }

    /** Returns a DELETE request. */
    public static ApiRequest delete(String resource) {
        return new ApiRequest(HttpMethod.DELETE, resource, null);
    }

    /** Returns this request with another limit on the time of an attempt. */
    public ApiRequest within(Duration limit) {
        return new ApiRequest(method, resource, json, limit, persistence);
    }

    /** Returns this request with attempts until the limit on an outage. */
    public ApiRequest persistently() {
        return new ApiRequest(method, resource, json, timeout, Persistence.UNTIL_OUTAGE_LIMIT);
    }

    /** Returns the method and the verb, such as {@code POST complete}: a name of which there are few. */
    public String route() {
        int query = resource.indexOf('?');
        String path = query < 0 ? resource : resource.substring(0, query);
        int verb = path.lastIndexOf(':');
        return method + (verb < 0 || path.indexOf('/', verb) >= 0 ? "" : " " + path.substring(verb + 1));
    }

    byte @Nullable [] body() {
        return json == null ? null : json.getBytes(UTF_8);
    }
}
