package org.operationsgateway.core.wire;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The JSON of {@code google.rpc.Status}: the error inside an operation. */
public final class StatusJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private StatusJson() {}

    /** The status as compact JSON: code, message and details, the last only if there are any. */
    public static String write(Status status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("code", status.code().number());
            json.writeStringProperty("message", status.message());
            writeDetails(json, status.details());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Writes the property {@code details} into the current object, unless the list is empty. */
    static void writeDetails(JsonGenerator json, List<Any> details) {
        if (!details.isEmpty()) {
            json.writeArrayPropertyStart("details");
            details.forEach(detail -> json.writeRawValue(detail.json()));
            json.writeEndArray();
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Status parse(String json) {
        return JsonInput.readObject(json, input -> readFields(input, "error"));
    }

    /** Reads the status at the input's cursor, whose path is {@code field}. */
    static Status read(JsonInput input, String field) {
        input.enterObject(field);
        return readFields(input, field);
    }

    private static Status readFields(JsonInput input, String path) {
        Code code = Code.OK;
        String message = "";
        List<Any> details = List.of();
        for (String name = input.nextField(); name != null; name = input.nextField()) {
            String field = path + "." + name;
            if (!input.nextIsNull()) {
                switch (name) {
                    case "code" -> code = readCode(input, field);
                    case "message" -> message = input.string(field);
                    case "details" -> details = readDetails(input, field);
                    default -> throw new MalformedJsonException(field, field + " is not a field of a status.");
                }
            }
        }
        if (code == Code.OK) {
            throw new MalformedJsonException(path + ".code", path + ".code must be a number from 1 to 16.");
        }
        return new Status(code, message, details);
    }

    private static Code readCode(JsonInput input, String field) {
        int number = input.int32(field);
        return Code.of(number)
                .orElseThrow(() -> new MalformedJsonException(
                        field, field + " must be a number from 1 to 16, not " + number + "."));
    }

    private static List<Any> readDetails(JsonInput input, String field) {
        List<Any> details = new ArrayList<>();
        input.enterArray(field);
        while (input.nextElement()) {
            details.add(Any.read(input, field + "[" + details.size() + "]"));
        }
        return details;
    }
}
