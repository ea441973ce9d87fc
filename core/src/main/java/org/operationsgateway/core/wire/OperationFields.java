package org.operationsgateway.core.wire;

import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/**
 * The fields of an operation in JSON, not yet validated against each other except for error and response. Immutable.
 *
 * <p>An absent field is null; so is a JSON {@code null}, which ProtoJSON does not distinguish.
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
            throw new MalformedJsonException("error", "An operation has an error or a response, not both.");
        }
    }

    /** Parses an object and rejects fields that are not allowed. */
    static OperationFields parse(byte[] json, Set<String> allowed) {
        return JsonInput.readObject(json, input -> read(input, allowed, OperationFields::reject));
    }

    /** Parses an object and skips fields that this version does not know. */
    static OperationFields parseReceived(byte[] json) {
        return JsonInput.readObject(json, input -> read(input, ALL, OperationFields::skip));
    }

    private static void reject(JsonInput input, String field) {
        throw new MalformedJsonException(field, "Unknown field " + field + ": remove it.");
    }

    private static void skip(JsonInput input, String field) {
        if (!input.nextIsNull()) {
            input.skip();
        }
    }

    private static OperationFields read(
            JsonInput input, Set<String> allowed, BiConsumer<JsonInput, String> unknownFields) {
        String name = null;
        Any metadata = null;
        Boolean done = null;
        Status error = null;
        Any response = null;
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            if (!allowed.contains(field)) {
                unknownFields.accept(input, field);
            } else if (!input.nextIsNull()) {
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

    /** Returns the outcome that error and response specify. */
    Outcome outcome() {
        if (error != null) {
            return new Outcome.Failure(error);
        }
        return response == null ? Outcome.NO_RESULT : new Outcome.Response(response);
    }

    /** Returns the state that {@code done}, error and response specify. */
    State state() {
        if (Boolean.TRUE.equals(done)) {
            return new State.Done(outcome());
        }
        if (error != null || response != null) {
            throw new MalformedJsonException(
                    "done", "An operation with an error or a response is done: set done to true.");
        }
        return State.RUNNING;
    }
}
