package org.operationsgateway.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.gateway.http.connection.RejectionReason;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.Producer;
import org.springframework.test.annotation.DirtiesContext;

/** The meters of a gateway after operations of all kinds. */
@Timeout(60)
@GatewayTest(
        properties = {
            "gateway.metrics.interval=100ms",
            "gateway.deadline.interval=100ms",
            "gateway.store.purge-interval=100ms",
            "gateway.store.keep-deleted=0s"
        })
@DirtiesContext
class OperationMetersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** A word in each name that a client chooses. */
    private static final String SECRET = "odd-name";

    private final Api api;
    private final Producer producer;
    private final MeterRegistry registry;

    OperationMetersTest(Api api, MeterRegistry registry) {
        this.api = api;
        this.producer = new Producer(api);
        this.registry = registry;
    }

    @Test
    void eachEndIsCountedOnceAndNoNameIsALabel() {
        producer.create("succeeded");
        producer.update("succeeded", 2);
        producer.complete("succeeded");
        producer.create("empty");
        producer.complete("operations/empty", "{}");
        producer.create("projects/" + SECRET + "~@/operations/" + SECRET + "~1", "{}");
        fail("failed", Code.NOT_FOUND.number());
        fail("strange", 4711);
        producer.create("cancelled");
        producer.cancel("cancelled");
        fail("cancelled-by-its-producer", Code.CANCELLED.number());
        producer.createWith("lapsed", "lease=1s");
        producer.create("deleted");
        producer.delete("deleted");
        api.get("/v1/" + SECRET + "?" + SECRET + "=1");
        api.get("/" + SECRET + "/" + SECRET);

        awaitValue("gateway_leases_lapsed_total", 1);
        awaitValue("gateway_log_purged_total", 2);
        awaitValue("gateway_operations_running", 1);
        awaitValue("gateway_operations_creations_total", 9);
        awaitValue("gateway_operations_succeeded_total", 2);
        awaitValue("gateway_operations_cancelled_total", 2);
        awaitValue("gateway_operations_deleted_total", 1);
        awaitValue("gateway_operations_failed_total{code=\"NOT_FOUND\"}", 1);
        awaitValue("gateway_operations_failed_total{code=\"OTHER\"}", 1);
        awaitValue("gateway_operations_failed_total{code=\"ABORTED\"}", 1);
        awaitValue("gateway_operations_failed_total{code=\"INTERNAL\"}", 0);
        awaitValue("gateway_log_purge_delay_seconds", 0);
        awaitValue("gateway_change_duration_seconds_count{kind=\"create\"}", 9);
        awaitValue("gateway_change_duration_seconds_count{kind=\"complete\"}", 5);
        assertThat(scrape().get("gateway_log_size_bytes")).isPositive();
        assertThat(scrape().get("gateway_log_age_seconds")).isBetween(0.0, 60.0);
        assertThat(api.get("/actuator/prometheus").body()).doesNotContain(SECRET);
    }

    @Test
    void everyMeterOfTheGatewayIsInTheEnumAndEachIsRegistered() {
        Map<String, Set<String>> labels = registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("gateway."))
                .collect(Collectors.toMap(
                        Meter.Id::getName,
                        id -> id.getTags().stream().map(tag -> tag.getKey()).collect(Collectors.toSet()),
                        (first, second) -> first,
                        TreeMap::new));
        Map<String, Set<String>> expected = Arrays.stream(GatewayMeter.values())
                // Without credentials, nothing is refused; without a standby, nothing is read from it.
                .filter(meter -> meter != GatewayMeter.CREDENTIALS_REFUSED && meter != GatewayMeter.REPLICA_READS)
                .collect(Collectors.toMap(
                        GatewayMeter::meterName, meter -> meter.label() == null ? Set.of() : Set.of(meter.label())));

        assertThat(labels).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void theValuesOfLabelsAreThoseOfTheModel() {
        assertThat(values(GatewayMeter.MEMORY_USED)).containsExactlyInAnyOrderElementsOf(names(MemoryUse.values()));
        assertThat(values(GatewayMeter.CONNECTIONS_REJECTED))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RejectionReason.values())
                        .map(RejectionReason::tag)
                        .toList());
        // All but OK and CANCELLED, and the value for all other numbers.
        assertThat(values(GatewayMeter.OPERATIONS_FAILED))
                .contains("NOT_FOUND", "OTHER")
                .hasSize(Code.values().length - 1);
        assertThat(values(GatewayMeter.CHANGE_DURATION))
                .containsExactlyInAnyOrder("create", "update", "complete", "heartbeat", "cancel", "delete");
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private Collection<String> values(GatewayMeter meter) {
        return registry.find(meter.meterName()).meters().stream()
                .map(found -> found.getId().getTags().getFirst().getValue())
                .toList();
    }

    private void fail(String id, int code) {
        producer.create(id);
        producer.complete("operations/" + id, "{\"error\":{\"code\":" + code + ",\"message\":\"" + SECRET + "\"}}");
    }

    private void awaitValue(String series, double value) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(scrape()).as(series).containsEntry(series, value));
    }

    /** Returns the values of all series of the gateway. */
    private Map<String, Double> scrape() {
        return api.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("gateway_"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Double.parseDouble(parts[1])));
    }
}
