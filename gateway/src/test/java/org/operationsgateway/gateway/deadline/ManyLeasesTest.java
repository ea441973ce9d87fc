package org.operationsgateway.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Tables;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;

/** The checks of many leases that are renewed, of which few lapse. */
@GatewayTest(properties = {"gateway.deadline.interval=1h", "gateway.store.purge-interval=1h"})
@DirtiesContext
class ManyLeasesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int RENEWED = 10_000;
    private static final Pattern BUFFERS = Pattern.compile("shared hit=(\\d+)");

    /** Operations whose check is due, though their lease has been renewed, except for the last of them. */
    private static final String FILL = """
            insert into operation (name, parent, done, lease, lease_expire_time, create_time, update_time, xid)
            select 'projects/p/operations/o' || n, 'projects/p', false, interval '10 s', now() - interval '1 s', now(),
                now(), pg_current_xact_id()
            from generate_series(0, %d) as n
            """.formatted(RENEWED);

    private static final String RENEW = """
            update operation set lease_expire_time = now() + interval '1 hour' where name <> 'projects/p/operations/o%d'
            """.formatted(RENEWED);

    private final Tables tables;
    private final Api api;
    private final LeaseChecks leases;

    ManyLeasesTest(Tables tables, Api api, LeaseChecks leases) {
        this.tables = tables;
        this.api = api;
        this.leases = leases;
    }

    @BeforeEach
    void fill() {
        tables.run("truncate operation, operation_check");
        tables.run("update gateway set watched_since = now() - interval '1 day'");
        tables.run(FILL);
        tables.run(RENEW);
        tables.run("vacuum analyze operation, operation_check");
    }

    @Test
    void aStatementReadsALimitedNumberOfRenewedLeases() {
        String check = LeaseChecks.CHECK;
        for (int parameter = 1; parameter <= 4; parameter++) {
            check = check.replace("$" + parameter, parameter <= 2 ? "null::json" : "0");
        }
        List<String> plan = tables.texts("explain (analyze, buffers) " + check);

        assertThat(plan).anySatisfy(line -> {
            Matcher buffers = BUFFERS.matcher(line);
            assertThat(buffers.find()).isTrue();
            assertThat(Integer.parseInt(buffers.group(1))).isBetween(1, 5_000);
        });
    }

    @Test
    void theLeaseThatWasNotRenewedLapsesAndTheOthersShareRows() {
        assertThat(leases.endExpired().block(TIMEOUT)).isEqualTo(1);

        assertThat(api.get("/v1/projects/p/operations/o" + RENEWED).body()).contains("LEASE_EXPIRED");
        assertThat(tables.texts("select count(*) from operation where not done"))
                .containsExactly("" + RENEWED);
        assertThat(tables.texts("select count(distinct life) from operation_check, unnest(lives) as life"))
                .containsExactly("" + RENEWED);
        assertThat(tables.texts("select count(*) <= %d from operation_check".formatted(RENEWED / 50)))
                .containsExactly("true");
        assertThat(tables.texts("select bool_and(check_time > now() + interval '50 min') from operation_check"))
                .containsExactly("true");
    }

    @Test
    void aRenewalWritesNothingButItsRow() {
        assertThat(leases.endExpired().block(TIMEOUT)).isEqualTo(1);
        String rows = "select count(*)::text || max(check_time) from operation_check";
        List<String> before = tables.texts(rows);
        tables.run("update operation set lease_expire_time = lease_expire_time + interval '1 s' where not done");

        assertThat(tables.texts(rows)).isEqualTo(before);
        assertThat(tables.texts("""
                select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
                where indrelid = 'operation'::regclass and attname like '%lease%'
                """)).isEmpty();
    }

    @Test
    void aShortenedLeaseIsCheckedAtItsNewExpiry() {
        assertThat(leases.endExpired().block(TIMEOUT)).isEqualTo(1);
        tables.run("update operation set lease = '1 s', lease_expire_time = now() where name like '%/o7'");

        assertThat(leases.endExpired().block(TIMEOUT)).isEqualTo(1);
        assertThat(api.get("/v1/projects/p/operations/o7").body()).contains("LEASE_EXPIRED");
    }

    @Test
    void allLeasesThatLapseTogetherEndInOneCheck() {
        tables.run("update operation set lease_expire_time = now() where name < 'projects/p/operations/o2'");
        List<String> lapsed = tables.texts("select count(*) from operation where lease_expire_time <= now()");

        assertThat(leases.endExpired().block(TIMEOUT)).hasToString(lapsed.getFirst());
        assertThat(leases.endExpired().block(TIMEOUT)).isZero();
    }
}
