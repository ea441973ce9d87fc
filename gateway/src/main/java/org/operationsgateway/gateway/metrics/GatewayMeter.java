package org.operationsgateway.gateway.metrics;

import static org.operationsgateway.gateway.metrics.MeterType.COUNTER;
import static org.operationsgateway.gateway.metrics.MeterType.GAUGE;
import static org.operationsgateway.gateway.metrics.MeterType.TIMER;

import org.jspecify.annotations.Nullable;

/**
 * The meters of the gateway: their names, types, units, labels and descriptions. {@code docs/metrics.md} is generated
 * from them.
 *
 * <p>A label has a bounded number of values, which the gateway knows when it is built. The name of an operation, a
 * parent, a caller or an address is never the value of a label: their number is that of the users.
 */
public enum GatewayMeter {
    STREAMS_OPEN("gateway.streams.open", GAUGE, "streams", "Streams that are open now"),
    STREAMS_LIMIT("gateway.streams.limit", GAUGE, "streams", "The maximum number of streams of this replica"),
    STREAMS_SHED("gateway.streams.shed", COUNTER, "streams", "Streams that were rejected because a limit was reached"),
    EVENTS_DELIVERED(
            "gateway.events.delivered",
            COUNTER,
            "events",
            "Revisions written to streams, counted once for each stream"),
    EVENTS_REFILLED(
            "gateway.events.refilled", COUNTER, "events", "Revisions read from the log for streams that are behind"),
    READERS_SLOW(
            "gateway.readers.slow",
            COUNTER,
            "reads",
            "Reads of the log for streams that are behind the changes in memory"),
    /** Recorded once for each revision and event loop. The commit time is that of the database clock. */
    COMMIT_TO_WRITE(
            "gateway.commit.to.write", TIMER, "seconds", "Time from the commit of a revision to its write to streams"),
    OPERATIONS_WATCHED(
            "gateway.operations.watched", GAUGE, "operations", "Operations that are watched on this replica"),
    OPERATIONS_CREATED(
            "gateway.operations.creations", COUNTER, "operations", "Operations that this replica has created"),
    OPERATIONS_SUCCEEDED(
            "gateway.operations.succeeded",
            COUNTER,
            "operations",
            "Operations that this replica has ended with a response or without a result"),
    OPERATIONS_FAILED(
            "gateway.operations.failed",
            COUNTER,
            "operations",
            "Operations that this replica has ended with an error other than CANCELLED",
            "code",
            "the name of the google.rpc.Code; OTHER for a number without a name"),
    OPERATIONS_CANCELLED(
            "gateway.operations.cancelled",
            COUNTER,
            "operations",
            "Operations that this replica has ended with the error CANCELLED"),
    OPERATIONS_DELETED(
            "gateway.operations.deleted",
            COUNTER,
            "operations",
            "Operations that this replica has deleted, by request or after their time to live"),
    LEASES_LAPSED(
            "gateway.leases.lapsed",
            COUNTER,
            "operations",
            "Operations that this replica has ended because their producer did not renew the lease"),
    CHANGE_DURATION(
            "gateway.change.duration",
            TIMER,
            "seconds",
            "Time of a change that clients request, from its admission to its commit",
            "kind",
            "create, update, complete, heartbeat, cancel or delete"),
    SIGNALS_SENT("gateway.signals.sent", COUNTER, "signals", "Changes that this replica has signalled"),
    SIGNALS_RECEIVED("gateway.signals.received", COUNTER, "signals", "Changes that other replicas have signalled"),
    /** Only changes of watched operations are counted. */
    SIGNALS_MISSED("gateway.signals.missed", COUNTER, "signals", "Changes that a sweep found and no signal reported"),
    /** While it is 0, changes of other replicas arrive by sweeps. */
    LISTENER_UP("gateway.listener.up", GAUGE, "1 or 0", "1 while this replica receives signals, else 0"),
    OPERATIONS_RUNNING(
            "gateway.operations.running",
            GAUGE,
            "operations",
            "Running operations in the database; an estimate above 10,000"),
    LOG_SIZE("gateway.log.size", GAUGE, "bytes", "Size of the log on disk, with its indexes"),
    LOG_AGE("gateway.log.age", GAUGE, "seconds", "Age of the oldest entry of the log"),
    LOG_PURGE_DELAY(
            "gateway.log.purge.delay",
            GAUGE,
            "seconds",
            "Time since the log of the longest-deleted operation was due to be purged; 0 if none is due"),
    LOG_PURGED("gateway.log.purged", COUNTER, "rows", "Entries of the log that this replica has purged"),
    DATABASE_UP("gateway.database.up", GAUGE, "1 or 0", "1 while the database answers and accepts changes, else 0"),
    DATABASE_CHECK(
            "gateway.database.check",
            GAUGE,
            "seconds",
            "Time of the latest check of the database, with the acquisition of its connection"),
    REPLICA_READS(
            "gateway.replica.reads",
            COUNTER,
            "reads",
            "Reads of lists and histories while there is a read replica",
            "source",
            "replica; lagging or unavailable if the primary was read instead, because the replica was"),
    /** The budget is described in decision 019. */
    MEMORY_USED(
            "gateway.memory.used",
            GAUGE,
            "bytes",
            "Memory for requests, and for what waits to be written to clients",
            "use",
            "the use of the memory: requests, answers, rings, pages or frames"),
    MEMORY_LIMIT(
            "gateway.memory.limit",
            GAUGE,
            "bytes",
            "The share of the memory budget for each use",
            "use",
            "as of gateway.memory.used"),
    CONNECTIONS_OPEN("gateway.connections.open", GAUGE, "connections", "Client connections that are open now"),
    CONNECTIONS_REJECTED(
            "gateway.connections.rejected",
            COUNTER,
            "connections",
            "Connections rejected or closed because of their clients",
            "reason",
            "the limit or the deadline that the client has exceeded"),
    SECURITY_LIMITED(
            "gateway.security.limited",
            COUNTER,
            "requests",
            "Requests that exceeded a limit of their caller or of their address"),
    CREDENTIALS_REFUSED(
            "gateway.credentials.refused",
            COUNTER,
            "requests",
            "Requests that were refused because of their credential",
            "reason",
            "credential_missing or credential_invalid");

    private final String meterName;
    private final MeterType type;
    private final String unit;
    private final String description;
    private final @Nullable String label;
    private final @Nullable String labelValues;

    GatewayMeter(String meterName, MeterType type, String unit, String description) {
        this(meterName, type, unit, description, null, null);
    }

    GatewayMeter(
            String meterName,
            MeterType type,
            String unit,
            String description,
            @Nullable String label,
            @Nullable String labelValues) {
        this.meterName = meterName;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.label = label;
        this.labelValues = labelValues;
    }

    /** Returns the name as Micrometer writes it, with dots. */
    public String meterName() {
        return meterName;
    }

    /** Returns the type. */
    public MeterType type() {
        return type;
    }

    /** Returns the unit of the values, such as {@code streams} or {@code seconds}. */
    public String unit() {
        return unit;
    }

    /** Returns a description of one line, which Prometheus shows as {@code HELP}. */
    public String description() {
        return description;
    }

    /** Returns the name of the label; null if there is none. */
    public @Nullable String label() {
        return label;
    }

    /** Returns a description of the values of the label; null if there is none. */
    public @Nullable String labelValues() {
        return labelValues;
    }
}
