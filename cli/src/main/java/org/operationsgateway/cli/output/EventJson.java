package org.operationsgateway.cli.output;

import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.client.event.OperationRevision;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.wire.OperationJson;

/** The JSON of the API for the entries of a history, and for the events of a collection. */
public final class EventJson {

    private static final String EVENT = "event";
    private static final String OPERATION = "operation";

    private EventJson() {}

    /** Writes an entry of a history. */
    public static String write(OperationRevision revision) {
        return JsonBuilder.object()
                .string("revision", Long.toString(revision.number()))
                .string("time", revision.time().toString())
                .raw(OPERATION, OperationJson.write(revision.operation()))
                .build();
    }

    /** Writes an event as a line of {@code application/x-ndjson}, without an id: the client resumes by itself. */
    public static String write(CollectionEvent event) {
        return switch (event) {
            case CollectionEvent.Changed changed ->
                event("message")
                        .raw(OPERATION, OperationJson.write(changed.operation()))
                        .build();
            case CollectionEvent.Removed removed ->
                event("removed").string("name", removed.name().toString()).build();
            case CollectionEvent.Synced synced -> event("synced").build();
            case CollectionEvent.Reset reset ->
                event("reset").string("reason", reset.reason()).build();
        };
    }

    private static JsonBuilder event(String type) {
        return JsonBuilder.object().string(EVENT, type);
    }
}
