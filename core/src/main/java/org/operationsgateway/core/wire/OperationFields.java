package org.operationsgateway.core.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/**
 * The fields of an operation as they stand in a text, before anyone asks whether they go together.
 *
 * <p>Null is a field that is absent, or {@code null}, which in this JSON is the same.
 */
record OperationFields(
        @Nullable String name,
        @Nullable Any metadata,
        @Nullable Boolean done,
        @Nullable Status error,
        @Nullable Any response) {

    static final Set<String> ALL = Set.of("name", "metadata", "done", "error", "response");

    OperationFields {
        if (error != null && response != null) {
            throw new MalformedJsonException("error", "An operation has either an error or a response, not both.");
        }
    }

    /** Reads one object that has no other fields than these. */
    static OperationFields parse(byte[] json, Set<String> allowed) {
        return JsonInput.readObject(json, input -> read(input, allowed));
    }

    private static OperationFields read(JsonInput input, Set<String> allowed) {
        String name = null;
        Any metadata = null;
        Boolean done = null;
        Status error = null;
        Any response = null;
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            if (!allowed.contains(field)) {
                throw new MalformedJsonException(field, "The field " + field + " is not known here.");
            }
            if (!input.nextIsNull()) {
                switch (field) {
                    case "name" -> name = input.string(field);
                    case "metadata" -> metadata = Any.read(input, field);
                    case "done" -> done = input.bool(field);
                    case "error" -> error = StatusJson.read(input, field);
                    default -> response = Any.read(input, field);
                }
            }
        }
        return new OperationFields(name, metadata, done, error, response);
    }

    /** The outcome that error and response say. */
    Outcome outcome() {
        if (error != null) {
            return new Outcome.Failure(error);
        }
        return response == null ? Outcome.NO_RESULT : new Outcome.Response(response);
    }

    /** The state that {@code done}, error and response say together. */
    State state() {
        if (Boolean.TRUE.equals(done)) {
            return new State.Done(outcome());
        }
        if (error != null || response != null) {
            throw new MalformedJsonException("done", "An operation with an error or a response is done: say so.");
        }
        return State.RUNNING;
    }
}
