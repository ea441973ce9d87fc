package org.operationsgateway.gateway.store;

import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The defect {@code torn-log}: some log entries are deleted after their commit. */
@Component
@ConditionalOnProperty(name = "defect", havingValue = "torn-log")
final class LogEntryRemover implements CommitListener {

    private final DatabaseClient database;

    LogEntryRemover(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public void committed(Revision revision) {
        if (ThreadLocalRandom.current().nextInt(100) == 0) {
            database.sql("delete from operation_event where life = $1 and revision = $2")
                    .bind(0, revision.id().incarnation())
                    .bind(1, revision.id().number())
                    .then()
                    .subscribe();
        }
    }
}
