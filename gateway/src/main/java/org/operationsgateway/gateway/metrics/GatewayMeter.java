package org.operationsgateway.gateway.metrics;

/** Every meter of the gateway. */
public enum GatewayMeter {
    /** Streams that are open now. */
    STREAMS_OPEN("gateway.streams.open", "streams", "Streams that are open now"),
    /** Revisions written to streams, each counted once for each stream. */
    EVENTS_DELIVERED("gateway.events.delivered", "events", "Revisions written to streams, counted for each stream"),
    /** Revisions read from the log for subscribers that had fallen behind what is kept in memory. */
    EVENTS_REFILLED("gateway.events.refilled", "events", "Revisions read from the log for streams that lag behind"),
    /** From the commit of a revision, by the database's clock, to its being written to the streams of an event loop. */
    COMMIT_TO_WRITE("gateway.commit.to.write", "seconds", "From a revision's commit to its being written to streams"),
    /** Times that a subscriber had fallen behind what is kept in memory, and the log was read for it. */
    READERS_SLOW("gateway.readers.slow", "reads", "Times that the log was read for a stream that lags behind"),
    /** Streams that were turned away, because there were too many. */
    STREAMS_SHED("gateway.streams.shed", "streams", "Streams that were turned away"),
    /** Operations that somebody on this replica watches. */
    OPERATIONS_WATCHED("gateway.operations.watched", "operations", "Operations that somebody watches here"),
    /** Changes that this replica told the others of. */
    SIGNALS_SENT("gateway.signals.sent", "signals", "Changes that other replicas were told of"),
    /** Changes that other replicas told of. */
    SIGNALS_RECEIVED("gateway.signals.received", "signals", "Changes that other replicas told of"),
    /** Changes of watched operations that a sweep found, and no signal had told of. */
    SIGNALS_MISSED("gateway.signals.missed", "signals", "Changes that only a sweep found"),
    /** Whether this replica hears signals: 1 if it does, 0 if it has to rely on its sweeps. */
    LISTENER_UP("gateway.listener.up", "1 or 0", "Whether signals of other replicas are heard");

    private final String meterName;
    private final String unit;
    private final String description;

    GatewayMeter(String meterName, String unit, String description) {
        this.meterName = meterName;
        this.unit = unit;
        this.description = description;
    }

    /** The name in Micrometer's spelling, with dots. */
    public String meterName() {
        return meterName;
    }

    /** What the number counts, or is measured in. */
    public String unit() {
        return unit;
    }

    /** One line for people. */
    public String description() {
        return description;
    }
}
