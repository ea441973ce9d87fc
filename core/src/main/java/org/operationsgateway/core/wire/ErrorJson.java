package org.operationsgateway.core.wire;

import java.io.StringWriter;
import org.operationsgateway.core.rpc.Status;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON of a failed call: a status in an envelope, with the HTTP status as its code.
 *
 * @see <a href="https://google.aip.dev/193#http11json-representation">AIP-193, HTTP/1.1+JSON representation</a>
 */
public final class ErrorJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ErrorJson() {}

    /** The envelope as compact JSON. */
    public static String write(int httpStatus, Status status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("error");
            json.writeNumberProperty("code", httpStatus);
            json.writeStringProperty("message", status.message());
            json.writeStringProperty("status", status.code().name());
            StatusJson.writeDetails(json, status.details());
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
