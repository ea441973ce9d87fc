package org.operationsgateway.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A caller that reads nothing of its pages, beside another caller. */
@Timeout(120)
class CallerMemoryIT {

    private static final String ADMIN = "ogk_admin";
    private static final String ATTACKER = "ogk_attacker";
    private static final String HONEST = "ogk_honest";
    private static final int UNREAD_PAGES = 40;
    private static final int OPERATIONS = 20;
    private static final int LISTS = 10;
    /** Less than the time for which unread responses stay open while others wait for memory. */
    private static final Duration NOT_DELAYED = Duration.ofSeconds(4);

    private static final Duration FULL = Duration.ofSeconds(20);

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension(
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=86c76dfb9643fe11e325158503c7a588655c771f10f6850975ba8c1e08b69364",
            "gateway.security.api-keys[0].grants=admin:*",
            "gateway.security.api-keys[1].name=attacker",
            "gateway.security.api-keys[1].sha256=594090d64e3b6396eea44d78579c54b17c016c6d6ec2d92f9b3cc59e2997d94e",
            "gateway.security.api-keys[1].grants=viewer:attacker",
            "gateway.security.api-keys[2].name=honest",
            "gateway.security.api-keys[2].sha256=4b1aaa2e5cd55c9ac4b7f5e5483f5d309c5004ad859de54551b04e4b9fc11904",
            "gateway.security.api-keys[2].grants=viewer:honest");

    private final GatewayProcess gateway = EXTENSION.gateway();

    private static String[] key(String key, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add("Bearer " + key);
        return all.toArray(String[]::new);
    }

    private void create(String parent, int count) {
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"filler\":\"" + "x".repeat(900_000) + "\"}}";
        for (int i = 0; i < count; i++) {
            HttpResponse<String> created = gateway.api()
                    .send(
                            "POST",
                            "/v1/" + parent + "/operations?operationId=n" + i,
                            body,
                            key(ADMIN, "Content-Type", "application/json"));
            assertThat(created.statusCode()).isEqualTo(200);
        }
    }

    private double used() {
        String meters = gateway.api().get("/actuator/prometheus", key(ADMIN)).body();
        return meters.lines()
                .filter(line -> line.startsWith("gateway_memory_used_bytes{use=\"answers\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private int list() {
        return gateway.api()
                .get("/v1/honest/operations?pageSize=1000", key(HONEST))
                .statusCode();
    }

    @Test
    void itsPagesHoldNoMemoryThatTheOtherOneNeeds() throws IOException {
        create("attacker", OPERATIONS);
        create("honest", 1);
        List<Closeable> unread = new ArrayList<>();
        try {
            for (int i = 0; i < UNREAD_PAGES; i++) {
                RawConnection connection = RawConnection.to(gateway.port(), 4096);
                unread.add(connection);
                connection.get("/v1/attacker/operations?pageSize=1000", "Authorization: Bearer " + ATTACKER);
            }
            await().atMost(FULL).until(() -> used() > 2_000_000);
            for (int i = 0; i < LISTS; i++) {
                assertThat(assertTimeout(NOT_DELAYED, this::list)).isEqualTo(200);
            }
        } finally {
            for (Closeable connection : unread) {
                connection.close();
            }
        }
    }
}
