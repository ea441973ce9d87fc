package org.operationsgateway.core.wire;

import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** The fields of a status that have been read up to now. Not thread-safe. */
final class StatusFields {

    private final String path;
    private int number = Code.OK.number();
    private String message = "";
    private List<Any> details = List.of();

    /** Creates a status without fields; {@code path} is its path, for error messages. */
    StatusFields(String path) {
        this.path = path;
    }

    /** Reads the value of a field; fails with {@link MalformedJsonException} if a status has no such field. */
    void read(JsonInput input, String name) {
        String field = path + "." + name;
        switch (name) {
            case "code" -> number = input.int32(field);
            case "message" -> message = input.string(field);
            case "details" -> details = readDetails(input, field);
            default -> throw new MalformedJsonException(field, field + " is not a field of a status.");
        }
    }

    /** Reads the details at the cursor of the input; {@code field} is their path, for error messages. */
    static List<Any> readDetails(JsonInput input, String field) {
        List<Any> details = new ArrayList<>();
        input.enterArray(field);
        while (input.nextElement()) {
            details.add(Any.read(input, field + "[" + details.size() + "]"));
        }
        return details;
    }

    /** Returns the status; fails with {@link MalformedJsonException} if it has no code, or the code 0. */
    Status status() {
        if (number == Code.OK.number()) {
            throw new MalformedJsonException(
                    path + ".code", path + ".code must be a number other than 0, such as 5 for NOT_FOUND.");
        }
        return new Status(number, message, details);
    }
}
