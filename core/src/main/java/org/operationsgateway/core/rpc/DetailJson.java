package org.operationsgateway.core.rpc;

import java.util.function.Consumer;
import org.operationsgateway.core.json.JsonBuilder;

/** The JSON form of the {@code google.rpc} error details. */
final class DetailJson {

    private DetailJson() {}

    /**
     * Writes a message as a payload.
     *
     * @param message the name of the message in {@code google.rpc}
     * @param members writes the members after {@code @type}
     */
    static Any write(String message, Consumer<JsonBuilder> members) {
        String type = "type.googleapis.com/google.rpc." + message;
        JsonBuilder json = JsonBuilder.object().string(Any.TYPE, type);
        members.accept(json);
        return new Any(type, json.build());
    }
}
