package org.operationsgateway.gateway.collection.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * What a look into the database found.
 *
 * @param before the moment of the look before; null if there is none, or if too much has changed since to tell
 * @param after the moment of this one
 * @param changes all that became visible between the two, once for each life of an operation, the oldest first
 */
public record SweepResult(@Nullable PgSnapshot before, PgSnapshot after, List<Found> changes) {

    /**
     * The changes of one operation. They are a range: none becomes visible before the one it follows.
     *
     * @param bytes how large they are together, roughly
     */
    public record Found(Parent parent, long incarnation, long firstRevision, long lastRevision, long bytes) {}
}
