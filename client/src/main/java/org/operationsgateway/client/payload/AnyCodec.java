package org.operationsgateway.client.payload;

import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Any;

/** The codec of payloads as they are: an {@link Any}, its JSON text, or the standard {@link Progress}. */
final class AnyCodec implements PayloadCodec {

    @Override
    public boolean supports(Class<?> type) {
        return type == Any.class || type == String.class || type == Progress.class;
    }

    @Override
    public Any encode(Object value) {
        return switch (value) {
            case Any any -> any;
            case Progress progress -> progress.toAny();
            case String json -> parse(json);
            default -> throw new IllegalArgumentException("Not a payload: " + value.getClass());
        };
    }

    private static Any parse(String json) {
        try {
            return Any.parse(json);
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException("Not the JSON text of a payload: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public <T> T decode(Any payload, Class<T> type) {
        if (type == Any.class) {
            return type.cast(payload);
        }
        return type.cast(type == String.class ? payload.json() : Progress.of(payload));
    }
}
