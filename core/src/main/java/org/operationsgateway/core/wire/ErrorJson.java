package org.operationsgateway.core.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/**
 * The JSON body of a failed request: a status in an envelope, with the HTTP status as its code.
 *
 * @see <a href="https://google.aip.dev/193#http11json-representation">AIP-193, HTTP/1.1+JSON representation</a>
 */
public final class ErrorJson {

    private ErrorJson() {}

    /** Writes the envelope as compact JSON. */
    public static String write(int httpStatus, Status status) {
        JsonBuilder json = JsonBuilder.object()
                .beginObject("error")
                .number("code", httpStatus)
                .string("message", status.message())
                .string("status", status.code().orElse(Code.UNKNOWN).name());
        StatusJson.writeDetails(json, status.details());
        return json.endObject().build();
    }

    /**
     * Reads the envelope of a failed request, whose code is that of {@code status} in it.
     *
     * @param json UTF-8, not retained
     * @param fallback the code if the envelope names none that this version knows
     * @throws MalformedJsonException if the text is not such an envelope
     */
    public static Status parse(byte[] json, Code fallback) {
        return JsonInput.readObject(json, input -> readEnvelope(input, fallback));
    }

    private static Status readEnvelope(JsonInput input, Code fallback) {
        Status status = null;
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            boolean isSet = !input.nextIsNull();
            if (field.equals("error")) {
                input.enterObject(field);
                status = readError(input, fallback);
            } else if (isSet) {
                input.skip();
            }
        }
        if (status == null) {
            throw new MalformedJsonException("error", "The error is missing.");
        }
        return status;
    }

    private static Status readError(JsonInput input, Code fallback) {
        Code code = fallback;
        String message = "";
        List<Any> details = List.of();
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            if (!input.nextIsNull()) {
                switch (field) {
                    case "status" -> code = code(input.string(field)).orElse(fallback);
                    case "message" -> message = input.string(field);
                    case "details" -> details = StatusFields.readDetails(input, field);
                    default -> input.skip();
                }
            }
        }
        return new Status(code, message, details);
    }

    private static Optional<Code> code(String name) {
        return Arrays.stream(Code.values())
                .filter(code -> code != Code.OK && code.name().equals(name))
                .findFirst();
    }
}
