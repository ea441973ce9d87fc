package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alerts and the dashboard, compared with their tests and their documentation. */
class MonitoringTest {

    private static Monitoring monitoring;

    @BeforeAll
    static void read() throws IOException {
        monitoring = Monitoring.read();
    }

    @Test
    void everyAlertSaysWhatToDoAndLinksASection() throws IOException {
        String page = Files.readString(Repository.ROOT.resolve("docs/monitoring.md"));
        assertThat(monitoring.alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = alert.get("alert").getAsString();
            JsonObject annotations = alert.getAsJsonObject("annotations");
            assertThat(annotations.keySet()).containsExactlyInAnyOrder("summary", "description", "runbook_url");
            assertThat(annotations.get("description").getAsString()).hasSizeGreaterThan(60);
            assertThat(annotations.get("runbook_url").getAsString())
                    .isEqualTo("docs/monitoring.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(page).contains("\n### " + name + "\n");
            assertThat(alert.getAsJsonObject("labels").get("severity").getAsString())
                    .isIn("critical", "warning");
        });
    }

    @Test
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() {
        Set<String> firing = alertsOfCases(false);
        Set<String> notFiring = alertsOfCases(true);
        List<String> alerts = monitoring.alerts().stream()
                .map(alert -> alert.get("alert").getAsString())
                .toList();

        assertThat(firing).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(notFiring).containsExactlyInAnyOrderElementsOf(alerts);
    }

    /** Returns the alerts of the cases that expect samples, or of those that expect none. */
    private static Set<String> alertsOfCases(boolean empty) {
        return monitoring.cases().stream()
                .flatMap(test -> Monitoring.objects(test.get("promql_expr_test")))
                .filter(test -> test.getAsJsonArray("exp_samples").isEmpty() == empty)
                .map(test -> test.get("expr").getAsString())
                .map(expression -> expression.substring(
                        "ALERTS{alertname=\"".length(), expression.indexOf("\", alertstate=\"firing\"}")))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPanelUsesTheDataSourceOfTheVariableAndHasItsPlace() {
        Set<Integer> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        assertThat(monitoring.panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(ids.add(panel.get("id").getAsInt())).isTrue();
            assertThat(places.add(panel.get("gridPos").toString())).isTrue();
            assertThat(panel.get("description").getAsString()).isNotBlank();
            assertThat(Monitoring.objects(panel.get("targets"))).isNotEmpty().allSatisfy(target -> {
                assertThat(target.getAsJsonObject("datasource").get("uid").getAsString())
                        .isEqualTo("${datasource}");
                assertThat(target.get("expr").getAsString()).contains("job=\"$job\"", "instance=~\"$instance\"");
            });
        });
        assertThat(Monitoring.objects(
                        monitoring.dashboard().getAsJsonObject("templating").get("list")))
                .extracting(variable -> variable.get("name").getAsString())
                .containsExactly("datasource", "job", "instance");
    }
}
