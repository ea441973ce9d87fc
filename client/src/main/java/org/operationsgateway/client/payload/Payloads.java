package org.operationsgateway.client.payload;

import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.core.rpc.Any;

/** The codecs of a client, in the order in which they are tried. Immutable and thread-safe. */
public final class Payloads {

    private static final String PROTOBUF = "com.google.protobuf.util.JsonFormat";
    private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

    private final List<PayloadCodec> codecs;

    private Payloads(List<PayloadCodec> codecs) {
        this.codecs = List.copyOf(codecs);
    }

    /** Returns the codecs of an application, and then the built-in ones with libraries on the class path. */
    public static Payloads of(List<PayloadCodec> own) {
        List<PayloadCodec> codecs = new ArrayList<>(own);
        codecs.add(new AnyCodec());
        if (isPresent(PROTOBUF)) {
            codecs.add(new ProtobufCodec());
        }
        if (isPresent(JACKSON)) {
            codecs.add(new JacksonCodec());
        }
        return new Payloads(codecs);
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Payloads.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Converts a value to a payload; fails with {@link IllegalArgumentException} if it has no JSON form. */
    public Any encode(Object value) {
        return codec(value.getClass()).encode(value);
    }

    /** Converts a payload; fails with {@link IllegalArgumentException} if it has another type or form. */
    public <T> T decode(Any payload, Class<T> type) {
        return codec(type).decode(payload, type);
    }

    private PayloadCodec codec(Class<?> type) {
        return codecs.stream()
                .filter(codec -> codec.supports(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No codec for " + type.getName()
                        + ": add jackson-databind or protobuf-java-util, or register a PayloadCodec"));
    }
}
