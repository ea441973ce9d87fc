package org.operationsgateway.gateway.metrics;

/** The meters of the gateway: their names, units and descriptions. */
public enum GatewayMeter {
    STREAMS_OPEN("gateway.streams.open", "streams", "Streams that are open now"),
    EVENTS_DELIVERED(
            "gateway.events.delivered", "events", "Revisions written to streams, counted once for each stream"),
    EVENTS_REFILLED("gateway.events.refilled", "events", "Revisions read from the log for streams that are behind"),
    /** Recorded once for each revision and event loop. The commit time is that of the database clock. */
    COMMIT_TO_WRITE("gateway.commit.to.write", "seconds", "Time from the commit of a revision to its write to streams"),
    READERS_SLOW("gateway.readers.slow", "reads", "Reads of the log for streams that are behind the changes in memory"),
    STREAMS_SHED("gateway.streams.shed", "streams", "Streams that were rejected because a limit was reached"),
    OPERATIONS_WATCHED("gateway.operations.watched", "operations", "Operations that are watched on this replica"),
    SIGNALS_SENT("gateway.signals.sent", "signals", "Changes that this replica has signalled"),
    SIGNALS_RECEIVED("gateway.signals.received", "signals", "Changes that other replicas have signalled"),
    /** Only changes of watched operations are counted. */
    SIGNALS_MISSED("gateway.signals.missed", "signals", "Changes that a sweep found and no signal reported"),
    /** While it is 0, changes of other replicas arrive by sweeps. */
    LISTENER_UP("gateway.listener.up", "1 or 0", "1 while this replica receives signals, else 0"),
    /** The tag {@code use} is the use of the memory. */
    MEMORY_USED("gateway.memory.used", "bytes", "Memory for requests, and for what waits to be written to clients"),
    MEMORY_LIMIT("gateway.memory.limit", "bytes", "The share of the memory budget for each use"),
    CONNECTIONS_OPEN("gateway.connections.open", "connections", "Client connections that are open now"),
    /** The tag {@code reason} is the reason. */
    CONNECTIONS_REJECTED(
            "gateway.connections.rejected", "connections", "Connections rejected or closed because of their clients");

    private final String meterName;
    private final String unit;
    private final String description;

    GatewayMeter(String meterName, String unit, String description) {
        this.meterName = meterName;
        this.unit = unit;
        this.description = description;
    }

    /** Returns the name as Micrometer writes it, with dots. */
    public String meterName() {
        return meterName;
    }

    /** Returns the unit of the values, such as {@code streams} or {@code seconds}. */
    public String unit() {
        return unit;
    }

    /** Returns a description of one line, which Prometheus shows as {@code HELP}. */
    public String description() {
        return description;
    }
}
