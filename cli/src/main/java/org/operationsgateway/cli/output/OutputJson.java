package org.operationsgateway.cli.output;

import org.operationsgateway.cli.terminal.SafeText;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;

/**
 * The JSON of the API for operations, for the entries of a history, and for the events of a collection.
 *
 * <p>Control characters in strings are escaped, because the output may be a terminal.
 */
public final class OutputJson {

    private static final String EVENT = "event";
    private static final String OPERATION = "operation";

    private OutputJson() {}

    /** Writes an operation. */
    public static String write(Operation operation) {
        return SafeText.escapeJson(OperationJson.write(operation));
    }

    /** Writes an entry of a history. */
    public static String write(OperationRevision revision) {
        return JsonBuilder.object()
                .string("revision", Long.toString(revision.number()))
                .string("time", revision.time().toString())
                .raw(OPERATION, write(revision.operation()))
                .build();
    }

    /** Writes an event as a line of {@code application/x-ndjson}, without an id: the client resumes by itself. */
    public static String write(CollectionEvent event) {
        return switch (event) {
            case CollectionEvent.Changed changed ->
                event("message").raw(OPERATION, write(changed.operation())).build();
            case CollectionEvent.Removed removed ->
                event("removed").string("name", removed.name().toString()).build();
            case CollectionEvent.Synced synced -> event("synced").build();
            case CollectionEvent.Reset reset ->
                SafeText.escapeJson(
                        event("reset").string("reason", reset.reason()).build());
        };
    }

    private static JsonBuilder event(String type) {
        return JsonBuilder.object().string(EVENT, type);
    }
}
