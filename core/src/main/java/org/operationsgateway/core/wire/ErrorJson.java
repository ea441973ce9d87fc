package org.operationsgateway.core.wire;

import org.operationsgateway.core.json.JsonBuilder;
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
}
