package org.operationsgateway.core.wire;

import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonBuilder.Name;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;

/**
 * The JSON form of {@code google.longrunning.Operation}, a flat union of the sealed {@link State}.
 *
 * <p>The fields are name, metadata, done, and then error or response, in this order. An unset field is absent; {@code
 * done} is always present.
 */
public final class OperationJson {

    private static final Name NAME = JsonBuilder.name("name");
    private static final Name METADATA = JsonBuilder.name("metadata");
    private static final Name DONE = JsonBuilder.name("done");
    private static final Name RESPONSE = JsonBuilder.name("response");

    /** The buffer capacity for the fields other than metadata, in characters; enough for most operations. */
    private static final int BASE_CAPACITY = 192;

    private OperationJson() {}

    /** Writes an operation as compact JSON. */
    public static String write(Operation operation) {
        String metadata =
                operation.metadata() == null ? null : operation.metadata().json();
        int capacity = BASE_CAPACITY + (metadata == null ? 0 : metadata.length());
        JsonBuilder json =
                JsonBuilder.object(capacity).plainString(NAME, operation.name().toString());
        if (metadata != null) {
            json.raw(METADATA, metadata);
        }
        json.bool(DONE, operation.done());
        if (operation.state() instanceof State.Done done) {
            writeOutcome(json, done.outcome());
        }
        return json.build();
    }

    private static void writeOutcome(JsonBuilder json, Outcome outcome) {
        switch (outcome) {
            case Outcome.Response response ->
                json.raw(RESPONSE, response.payload().json());
            case Outcome.Failure failure -> {
                json.beginObject("error");
                StatusJson.writeMembers(json, failure.error());
                json.endObject();
            }
            case Outcome.NoResult noResult -> {}
        }
    }

    /**
     * Reads an operation.
     *
     * @param json UTF-8, not retained
     * @throws MalformedJsonException if the text is not a valid operation, such as one with both error and response
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the name is not valid
     */
    public static Operation parse(byte[] json) {
        return operation(OperationFields.parse(json, OperationFields.ALL));
    }

    /**
     * Reads an operation that a server has sent. Unlike {@link #parse}, skips fields that this version does not know.
     *
     * @param json UTF-8, not retained
     * @throws MalformedJsonException if the text is not a valid operation
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if the name is not valid
     */
    public static Operation parseReceived(byte[] json) {
        return operation(OperationFields.parseReceived(json));
    }

    private static Operation operation(OperationFields fields) {
        if (fields.name() == null) {
            throw new MalformedJsonException("name", "The name is missing.");
        }
        return new Operation(OperationName.parse(fields.name()), fields.metadata(), fields.state());
    }
}
