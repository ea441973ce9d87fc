package org.operationsgateway.client.payload;

import org.operationsgateway.core.rpc.Any;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The codec of types that Jackson converts to JSON objects.
 *
 * <p>The name of a type is {@code type.googleapis.com/} and the name of its class. It is not compared on reading,
 * because the producer may use another language.
 */
public final class JacksonCodec implements PayloadCodec {

    private static final String TYPE_PREFIX = "type.googleapis.com/";

    private final JsonMapper mapper;

    /** Creates a codec with a mapper that skips unknown members. */
    public JacksonCodec() {
        this(JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    /** Creates a codec with the mapper of the application. */
    public JacksonCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns true: Jackson fails later for the few types that it does not support. */
    @Override
    public boolean supports(Class<?> type) {
        return true;
    }

    @Override
    public Any encode(Object value) {
        try {
            JsonNode tree = mapper.valueToTree(value);
            if (!(tree instanceof ObjectNode members)) {
                throw new IllegalArgumentException("A payload must be a JSON object: " + value.getClass());
            }
            ObjectNode payload = mapper.createObjectNode();
            payload.put(Any.TYPE, TYPE_PREFIX + value.getClass().getName());
            payload.setAll(members);
            return Any.parse(mapper.writeValueAsString(payload));
        } catch (JacksonException unsupported) {
            throw new IllegalArgumentException("Not a payload: " + value.getClass(), unsupported);
        }
    }

    @Override
    public <T> T decode(Any payload, Class<T> type) {
        try {
            JsonNode tree = mapper.readTree(payload.json());
            if (tree instanceof ObjectNode members) {
                members.remove(Any.TYPE);
            }
            return mapper.treeToValue(tree, type);
        } catch (JacksonException unexpected) {
            throw new IllegalArgumentException(
                    "The payload is no " + type.getName() + ": " + payload.type(), unexpected);
        }
    }
}
