package org.operationsgateway.core.rpc;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a message of {@code google.rpc} as a payload. */
final class DetailWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private DetailWriter() {}

    static Any write(String message, Consumer<JsonGenerator> fields) {
        String type = "type.googleapis.com/google.rpc." + message;
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty(Any.TYPE, type);
            fields.accept(json);
            json.writeEndObject();
        }
        return new Any(type, text.toString());
    }
}
