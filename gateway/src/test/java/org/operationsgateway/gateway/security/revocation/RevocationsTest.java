package org.operationsgateway.gateway.security.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Plans;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.operationsgateway.gateway.security.principal.CredentialIds.SessionId;
import org.operationsgateway.gateway.store.revocation.RevocationStore;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;

/** The reads of the revocations of other replicas. */
@GatewayTest(properties = "spring.application.name=revocations")
@DirtiesContext
class RevocationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    private static final String FILL = """
            insert into session_revocation (principal, session, revoke_time, expire_time)
            select sha256(n::text::bytea), 's' || n, now() - interval '1 hour', now() + interval '1 hour'
            from generate_series(1, 20000) as n
            """;

    private final RevocationStore store;
    private final DatabaseClient database;
    private final Plans plans;

    RevocationsTest(RevocationStore store, DatabaseClient database, Plans plans) {
        this.store = store;
        this.database = database;
        this.plans = plans;
    }

    private Caller session(String principal, String id) {
        SessionId session = new SessionId(id, Instant.now().minusSeconds(7200));
        return new Caller(
                principal, Caller.Scheme.SESSION, Grants.ALL, tomorrow, CredentialIds.NONE.withSession(session));
    }

    @Test
    void aRevocationOfThisReplicaHidesNoEarlierOneOfAnother() {
        String id = UUID.randomUUID().toString();
        database.sql("insert into session_revocation values (sha256('bob'), $1, now() - interval '1 hour', $2)")
                .bind(0, id)
                .bind(1, tomorrow)
                .then()
                .block(TIMEOUT);
        Revocations revocations = new Revocations(store, List.of());
        revocations.retainSettings(Set.of());
        // Before the first read, as after a time in which the database could not be read.
        revocations.revokeAll("alice", tomorrow).block(TIMEOUT);
        assertThat(revocations.isRevoked(session("alice", "any"))).isTrue();

        revocations.start();
        try {
            await().atMost(TIMEOUT).until(() -> revocations.isRevoked(session("bob", id)));
        } finally {
            revocations.stop();
        }
    }

    @Test
    void aReadAndAPurgeWithoutNewRevocationsReadNoRows() {
        database.sql(FILL).then().block(TIMEOUT);
        database.sql("vacuum analyze session_revocation").then().block(TIMEOUT);

        assertThat(plans.maxRows(RevocationStore.READ, "now() + interval '1 minute'"))
                .isZero();
        assertThat(plans.maxRows(RevocationStore.PURGE)).isLessThanOrEqualTo(1);
    }
}
