package org.operationsgateway.gateway.deadline;

import java.time.Duration;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The cancellation requests that producers have not acted on. */
@Component
class CancelRequests {

    private static final int MAX_NAMES = 100;

    private static final String UNCHANGED = """
            select name from operation
            where cancel_requested and not done
                and update_time < clock_timestamp() - $1 * interval '1 millisecond'
            order by update_time
            limit %d
            """.formatted(MAX_NAMES);

    private final DatabaseClient database;

    CancelRequests(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Reads the names of running operations with a cancellation request that have not changed for a time, at most 100.
     * Fails with an {@code R2dbcException} if the database fails.
     */
    Flux<OperationName> unchangedFor(Duration time) {
        return database.sql(UNCHANGED)
                .bind(0, time.toMillis())
                .map(RowMapper::name)
                .all();
    }
}
