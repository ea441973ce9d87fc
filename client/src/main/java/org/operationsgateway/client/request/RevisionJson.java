package org.operationsgateway.client.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.wire.OperationJson;

/** The JSON form of an entry in a history. */
final class RevisionJson {

    private RevisionJson() {}

    /** Reads an entry; fails with {@link MalformedJsonException} if the text is none. */
    static OperationRevision parse(String json) {
        try {
            return JsonInput.readObject(json, RevisionJson::read);
        } catch (NumberFormatException | DateTimeParseException malformed) {
            throw new MalformedJsonException(
                    "events", "An entry of the history is malformed: " + malformed.getMessage());
        }
    }

    private static OperationRevision read(JsonInput input) {
        String number = "";
        String time = "";
        String operation = "{}";
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            switch (field) {
                case "revision" -> number = input.string(field);
                case "time" -> time = input.string(field);
                case "operation" ->
                    operation = input.readRawObject(field, "name").json();
                default -> input.skip();
            }
        }
        return new OperationRevision(
                Long.parseLong(number), Instant.parse(time), OperationJson.parseReceived(operation.getBytes(UTF_8)));
    }
}
