package org.operationsgateway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/** The settings in {@code config/application.yaml}, compared with the configuration metadata. */
class ConfigurationFileTest {

    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^( *)#(\\S)");

    @Test
    void everySettingOfTheFileExists() throws IOException {
        var allSettings = Setting.all();

        assertThat(readSettings(true).keySet())
                .contains("spring.r2dbc.url", "server.port")
                .allSatisfy(key -> assertThat(allSettings).anyMatch(setting -> setting.isSetBy(key)));
    }

    @Test
    void everySettingOfTheGatewayIsInTheFileWithItsDefault() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        Setting.all().stream()
                .filter(setting -> setting.isOfTheGateway() && setting.defaultValue() != null)
                .forEach(setting -> defaults.put(setting.name(), requireNonNull(setting.defaultValue())));

        Map<String, String> fileSettings = readSettings(false);
        fileSettings.keySet().removeIf(key -> !key.startsWith("gateway."));

        assertThat(fileSettings).isNotEmpty().containsExactlyInAnyOrderEntriesOf(defaults);
    }

    @Test
    void everySettingWithoutADefaultIsInTheFileAsAnExample() throws IOException {
        Set<String> examples = readSettings(true).keySet();

        assertThat(Setting.all())
                .filteredOn(setting -> setting.isOfTheGateway() && setting.defaultValue() == null)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(examples).anyMatch(setting::isSetBy));
    }

    @Test
    void theFileSetsNoDatabase() throws IOException {
        assertThat(readSettings(false))
                .doesNotContainKeys("spring.r2dbc.url", "spring.r2dbc.username", "spring.r2dbc.password");
    }

    private static Map<String, String> readSettings(boolean includeCommentedOut) throws IOException {
        String text = Files.readString(Repository.ROOT.resolve("config/application.yaml"));
        if (includeCommentedOut) {
            text = COMMENTED_OUT.matcher(text).replaceAll("$1$2");
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(text.getBytes(UTF_8)));
        Properties properties = requireNonNull(yaml.getObject());
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }
}
