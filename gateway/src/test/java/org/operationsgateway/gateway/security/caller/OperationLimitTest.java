package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.Plans;
import org.operationsgateway.gateway.store.creator.CreatorCounts;
import org.operationsgateway.testkit.http.Api;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;

/** The limit on the stored operations of a caller. */
@GatewayTest(
        properties = {
            "gateway.security.api-keys[0].name=first",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.VIEWER,
            "gateway.security.api-keys[0].grants[0]=admin:tenants",
            "gateway.security.api-keys[1].name=second",
            "gateway.security.api-keys[1].sha256=" + ApiKeyTest.PRODUCER,
            "gateway.security.api-keys[1].grants[0]=admin:tenants",
            "gateway.security.limits.operations=3",
        })
@DirtiesContext
class OperationLimitTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String[] FIRST = {"Authorization", "Bearer ogk_viewer"};
    private static final String[] SECOND = {"Authorization", "Bearer ogk_producer"};

    private final Api api;
    private final DatabaseClient database;
    private final Plans plans;
    private final String collection = "/v1/tenants/" + UUID.randomUUID() + "/operations";

    OperationLimitTest(Api api, DatabaseClient database, Plans plans) {
        this.api = api;
        this.database = database;
        this.plans = plans;
    }

    @BeforeEach
    void deleteAll() {
        execute("delete from operation");
    }

    private HttpResponse<String> send(String method, String path, String... credential) {
        String[] headers = {credential[0], credential[1], "Content-Type", "application/json"};
        return api.start(method, collection + path, "{}", headers).join();
    }

    private CompletableFuture<HttpResponse<String>> start(String id, String... credential) {
        String[] headers = {credential[0], credential[1], "Content-Type", "application/json"};
        return api.start("POST", collection + "?operationId=" + id, "{}", headers);
    }

    private HttpResponse<String> create(String id, String... credential) {
        return start(id, credential).join();
    }

    /** Creates an operation as soon as there is room for it: other tests have used the limit, too. */
    private void awaitRoom(String id, String... credential) {
        await().atMost(TIMEOUT).until(() -> create(id, credential).statusCode() == 200);
    }

    private static boolean isRejected(HttpResponse<String> response) {
        return response.statusCode() == 429 && response.body().contains("TOO_MANY_OPERATIONS");
    }

    private void execute(String sql) {
        database.sql(sql).then().block(TIMEOUT);
    }

    @Test
    void aCallerAtItsLimitCreatesNothingUntilThereIsRoom() {
        awaitRoom("a", FIRST);
        HttpResponse<String> rejected = await().atMost(TIMEOUT)
                .until(() -> create(UUID.randomUUID().toString(), FIRST), OperationLimitTest::isRejected);

        assertThat(rejected.body()).contains("created 3 stored operations", "RetryInfo");
        assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        assertThat(send("POST", "/a:complete", FIRST).statusCode()).isEqualTo(200);
        awaitRoom("other", SECOND);

        execute("delete from operation where name not like '%/a'");
        awaitRoom("d", FIRST);
    }

    @Test
    void requestsAtTheSameTimeDoNotExceedTheLimit() {
        awaitRoom("room", FIRST);
        for (int round = 0; round < 5; round++) {
            String prefix = round + "-";
            IntStream.range(0, 40)
                    .mapToObj(i -> start(prefix + i, FIRST))
                    .toList()
                    .forEach(
                            response -> assertThat(response.join().statusCode()).isIn(200, 429));
        }
        await().atMost(TIMEOUT).until(() -> {
            create(UUID.randomUUID().toString(), FIRST);
            return stored() >= 3;
        });

        assertThat(create("next", FIRST).statusCode()).isEqualTo(429);
        assertThat(stored()).isEqualTo(3);
    }

    private long stored() {
        return Objects.requireNonNull(database.sql("select count(*) from operation")
                .map(row -> row.get(0, Long.class))
                .one()
                .block(TIMEOUT));
    }

    @Test
    void theOperationsThatOtherReplicasHaveStoredCount() {
        // Alone and in batches.
        awaitRoom("one", SECOND);
        IntStream.range(0, 40)
                .mapToObj(i -> start("batched-" + i, FIRST))
                .toList()
                .forEach(response -> response.join());
        execute("update operation set creator = (select creator from operation where name like '%/one')");

        await().atMost(TIMEOUT).until(() -> isRejected(create("next", SECOND)));
    }

    @Test
    void eachOperationHasTheCallerThatCreatedItAndACountReadsAnIndexOnly() {
        awaitRoom("room", SECOND);
        IntStream.range(0, 40).mapToObj(i -> start("o" + i, SECOND)).toList().forEach(response -> response.join());

        assertThat(database.sql("select count(*) from operation where creator is null or creator"
                                + " <> encode(substring(sha256('second') for 16), 'hex')::uuid")
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block(TIMEOUT))
                .isZero();
        execute("""
                insert into operation (name, parent, done, create_time, update_time, xid, creator)
                select 'many/operations/' || n, 'many', false, now(), now(), pg_current_xact_id(), md5(n::text)::uuid
                from generate_series(1, 20000) as n
                """);
        execute("vacuum analyze operation");
        assertThat(plans.maxRows(CreatorCounts.COUNT, "md5('7')::uuid", "10")).isLessThanOrEqualTo(1);
    }
}
