package org.operationsgateway.gateway.delivery;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.metrics.GatewayMeter;

/** The text of {@code docs/metrics.md}, generated from the meters. */
final class MetricsDoc {

    private static final Set<String> UNITS_IN_NAMES = Set.of("bytes", "seconds");

    private static final String HEAD = """
            # Metrics

            <!-- Generated from GatewayMeter by MetricsDocTest: do not edit. -->

            `GET /actuator/prometheus` returns the metrics of one replica in the text format of Prometheus. With
            credentials, it needs the grant `admin:*`, or a port of its own (`management.server.port`), which needs no
            credential. [monitoring.md](monitoring.md) describes the alerts and the dashboard that are made of them.

            No label contains the name of an operation, a parent, a caller or an address, so the number of time series
            does not grow with the number of users.

            """;

    private static final String TAIL = """

            ## Of one replica, or of the database

            Most meters count what their own replica does: add them up over the replicas. The gauges
            SHARED
            measure the whole database, and each replica reports the same: take their maximum. One statement measures
            them every `gateway.metrics.interval`. It reads a bounded number of index entries, whatever the size of the
            tables: up to 10,000 running operations are counted, and above that the number is the estimate of the last
            `VACUUM` or `ANALYZE`. When the database does not answer they are `NaN`.

            ## Of the libraries

            Spring Boot and Micrometer add their own. These are used by the alerts and the dashboard:

            | name | description |
            |---|---|
            | `http_server_requests_seconds` | requests, streams and probes, with `method`, `uri`, `status`, `outcome` |
            | `r2dbc_pool_acquired_connections` | connections in use; also `_idle_`, `_pending_`, `_max_allocated_` |
            | `jvm_memory_used_bytes`, `jvm_memory_max_bytes` | memory of the JVM, by `area` and `id` |
            | `jvm_gc_pause_seconds` | pauses of the garbage collection |
            | `process_cpu_usage` | use of the processors by the process, from 0 to 1 |
            | `process_files_open_files`, `process_files_max_files` | file descriptors |
            """;

    /** The gauges that measure the whole database. */
    private static final List<GatewayMeter> OF_THE_DATABASE = List.of(
            GatewayMeter.OPERATIONS_RUNNING, GatewayMeter.LOG_SIZE, GatewayMeter.LOG_AGE, GatewayMeter.LOG_PURGE_DELAY);

    private MetricsDoc() {}

    static String generate() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| name | type | unit | label | description |\n|---|---|---|---|---|\n");
        Arrays.stream(GatewayMeter.values()).map(MetricsDoc::row).forEach(page::append);
        String shared = String.join(
                ", ",
                OF_THE_DATABASE.stream()
                        .map(meter -> "`" + prometheusName(meter) + "`")
                        .toList());
        return page.append(TAIL.replace("SHARED", shared)).toString();
    }

    private static String row(GatewayMeter meter) {
        @Nullable String label = meter.label();
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        prometheusName(meter),
                        meter.type().name().toLowerCase(Locale.ROOT),
                        meter.unit(),
                        label == null ? "" : "`" + label + "`: " + meter.labelValues(),
                        meter.description())
                .replace("\r", "");
    }

    /** Returns the name in a scrape, which ends with {@code _bucket}, {@code _count} or {@code _sum} for a timer. */
    static String prometheusName(GatewayMeter meter) {
        Meter.Type type = switch (meter.type()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case TIMER -> Meter.Type.TIMER;
        };
        String unit = UNITS_IN_NAMES.contains(meter.unit()) ? meter.unit() : null;
        String name = new PrometheusNamingConvention().name(meter.meterName(), type, unit);
        // The client library of Prometheus adds the suffix when it writes a scrape.
        return type == Meter.Type.COUNTER ? name + "_total" : name;
    }
}
