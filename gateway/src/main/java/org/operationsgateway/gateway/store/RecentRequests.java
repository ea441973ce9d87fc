package org.operationsgateway.gateway.store;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.operationsgateway.core.name.OperationName;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The requests that have changed an operation recently, as its row records them. Thread-safe. */
final class RecentRequests {

    private static final String RECENT =
            "select coalesce(recent_requests, '{}') as recent_requests from operation where name = $1";

    private final DatabaseClient database;

    RecentRequests(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Emits whether a request has changed an operation, and so is retried. Fails with ALREADY_EXISTS if another request
     * with the same id has.
     */
    Mono<Boolean> contain(OperationName name, RequestFingerprint request) {
        return database.sql(RECENT)
                .bind(0, name.toString())
                .map(row -> List.of(Objects.requireNonNull(row.get("recent_requests", UUID[].class))))
                .one()
                .map(recent -> contain(recent, request))
                .defaultIfEmpty(false);
    }

    /** Searches pairs of the hash of an id and the hash of a request. */
    private static boolean contain(List<UUID> recent, RequestFingerprint request) {
        int id = recent.indexOf(request.idHash());
        if (id < 0) {
            return false;
        }
        request.requireSame(recent.get(id + 1));
        return true;
    }
}
