package org.operationsgateway.core.wire;

import java.util.List;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/** The JSON form of {@code google.rpc.Status}, the error of an operation. */
public final class StatusJson {

    private StatusJson() {}

    /** Writes a status as compact JSON: code, message and details, which are absent if there are none. */
    public static String write(Status status) {
        JsonBuilder json = JsonBuilder.object();
        writeMembers(json, status);
        return json.build();
    }

    /** Writes the members of a status into the current object. */
    static void writeMembers(JsonBuilder json, Status status) {
        json.number("code", status.number()).string("message", status.message());
        writeDetails(json, status.details());
    }

    /** Writes the member {@code details} into the current object, unless the list is empty. */
    static void writeDetails(JsonBuilder json, List<Any> details) {
        if (!details.isEmpty()) {
            json.beginArray("details");
            details.forEach(detail -> json.element(detail.json()));
            json.endArray();
        }
    }

    /**
     * Reads a status.
     *
     * @throws MalformedJsonException if the text is not a status with an error code
     */
    public static Status parse(String json) {
        return JsonInput.readObject(json, input -> readFields(input, "error"));
    }

    /** Reads the status at the cursor of the input; {@code field} is its path, for error messages. */
    static Status read(JsonInput input, String field) {
        input.enterObject(field);
        return readFields(input, field);
    }

    private static Status readFields(JsonInput input, String path) {
        StatusFields fields = new StatusFields(path);
        for (String name = input.nextField(); name != null; name = input.nextField()) {
            if (!input.nextIsNull()) {
                fields.read(input, name);
            }
        }
        return fields.status();
    }
}
