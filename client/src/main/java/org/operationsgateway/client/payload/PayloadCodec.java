package org.operationsgateway.client.payload;

import org.operationsgateway.core.rpc.Any;

/**
 * A conversion between payloads and Java types. Implementations are thread-safe.
 *
 * <p>A client has several, of which the first that supports a type is used: those of the application, then the built-in
 * ones for {@link Any}, for protobuf messages, and for types of Jackson.
 */
public interface PayloadCodec {

    /** Returns whether the codec converts this type. */
    boolean supports(Class<?> type);

    /** Converts a value to a payload; fails with {@link IllegalArgumentException} if it has no JSON form. */
    Any encode(Object value);

    /** Converts a payload; fails with {@link IllegalArgumentException} if it has another type or form. */
    <T> T decode(Any payload, Class<T> type);
}
