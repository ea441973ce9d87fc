package org.operationsgateway.client.payload;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.lang.reflect.InvocationTargetException;
import org.operationsgateway.core.rpc.Any;

/** The codec of protobuf messages, in ProtoJSON. */
public final class ProtobufCodec implements PayloadCodec {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    /** Creates a codec. */
    public ProtobufCodec() {}

    @Override
    public boolean supports(Class<?> type) {
        return Message.class.isAssignableFrom(type);
    }

    @Override
    public Any encode(Object value) {
        Message message = (Message) value;
        TypeRegistry types =
                TypeRegistry.newBuilder().add(message.getDescriptorForType()).build();
        try {
            return Any.parse(PRINTER.usingTypeRegistry(types).print(com.google.protobuf.Any.pack(message)));
        } catch (InvalidProtocolBufferException unsupported) {
            throw new IllegalArgumentException("Not a payload: " + value.getClass(), unsupported);
        }
    }

    @Override
    public <T> T decode(Any payload, Class<T> type) {
        Message prototype = prototype(type.asSubclass(Message.class));
        TypeRegistry types =
                TypeRegistry.newBuilder().add(prototype.getDescriptorForType()).build();
        com.google.protobuf.Any.Builder any = com.google.protobuf.Any.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().usingTypeRegistry(types).merge(payload.json(), any);
            return type.cast(prototype.getParserForType().parseFrom(any.getValue()));
        } catch (InvalidProtocolBufferException unexpected) {
            throw new IllegalArgumentException(
                    "The payload is no " + type.getName() + ": " + payload.type(), unexpected);
        }
    }

    private static Message prototype(Class<? extends Message> type) {
        try {
            return (Message) type.getMethod("getDefaultInstance").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notGenerated) {
            throw new IllegalArgumentException("Not a generated message: " + type.getName(), notGenerated);
        }
    }
}
