package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration metadata of the gateway, which editors show. */
class ConfigurationMetadataTest {

    @Test
    void everySettingHasADescriptionThatCanBeRead() throws IOException {
        assertThat(gatewaySettings())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting -> assertThat(setting.description())
                        .as(setting.name())
                        .hasSizeGreaterThan(10)
                        .doesNotContain("{@", "null "));
    }

    @Test
    void everySettingHasADefaultUnlessItDependsOnOthers() throws IOException {
        assertThat(gatewaySettings().stream()
                        .filter(setting -> !setting.hasDefault())
                        .map(Setting::name))
                .containsExactlyInAnyOrder("gateway.security.mode", "gateway.read-replica.url", "gateway.signal.url");
    }

    @Test
    void noTwoSettingsHaveOneDescription() throws IOException {
        assertThat(gatewaySettings().stream()
                        .collect(Collectors.groupingBy(Setting::description))
                        .values())
                .allSatisfy(settings -> assertThat(settings).hasSize(1));
    }

    private static List<Setting> gatewaySettings() throws IOException {
        return Setting.all().stream().filter(Setting::isOfTheGateway).toList();
    }
}
