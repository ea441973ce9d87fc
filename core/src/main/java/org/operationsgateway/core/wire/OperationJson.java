package org.operationsgateway.core.wire;

import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;

/**
 * The JSON of {@code google.longrunning.Operation}: name, metadata, done, and then error or response, in this order and
 * absent when unset ({@code done} is always written).
 *
 * <p>Here alone, the sealed {@link State} is a flat union.
 */
public final class OperationJson {

    private OperationJson() {}

    /** The operation as compact JSON. */
    public static String write(Operation operation) {
        StringBuilder json = new StringBuilder(256);
        // A name holds nothing that JSON would have to escape.
        json.append("{\"name\":\"").append(operation.name()).append('"');
        if (operation.metadata() != null) {
            json.append(",\"metadata\":").append(operation.metadata().json());
        }
        writeState(json, operation.state());
        return json.append('}').toString();
    }

    private static void writeState(StringBuilder json, State state) {
        switch (state) {
            case State.Running running -> json.append(",\"done\":false");
            case State.Done done -> {
                json.append(",\"done\":true");
                writeOutcome(json, done.outcome());
            }
        }
    }

    private static void writeOutcome(StringBuilder json, Outcome outcome) {
        switch (outcome) {
            case Outcome.Response response ->
                json.append(",\"response\":").append(response.payload().json());
            case Outcome.Failure failure -> json.append(",\"error\":").append(StatusJson.write(failure.error()));
            case Outcome.NoResult noResult -> {}
        }
    }

    /**
     * Reads an operation.
     *
     * @param json UTF-8, not retained
     * @throws MalformedJsonException if it isn't one, or one that can't be, such as one with both error and response
     * @throws org.operationsgateway.core.rpc.StatusException INVALID_ARGUMENT if its name is not one
     */
    public static Operation parse(byte[] json) {
        OperationFields fields = OperationFields.parse(json, OperationFields.ALL);
        if (fields.name() == null) {
            throw new MalformedJsonException("name", "An operation has a name.");
        }
        return new Operation(OperationName.parse(fields.name()), fields.metadata(), fields.state());
    }
}
