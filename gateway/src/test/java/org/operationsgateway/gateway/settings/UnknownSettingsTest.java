package org.operationsgateway.gateway.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

/** The warnings about settings that do not exist. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTest {

    @Test
    void aMisspeltSettingOfAFileIsNamedWithItsLineAndTheNearestOne(CapturedOutput output) throws Exception {
        warnAbout(new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource("gateway:\n  watch:\n    hartbeat: 1s\n".getBytes(UTF_8), "a.yaml"))
                .getFirst());

        assertThat(warnings(output))
                .singleElement()
                .asString()
                .contains(
                        "There is no setting gateway.watch.hartbeat (",
                        "- 3:15): did you mean gateway.watch.heartbeat?");
    }

    @Test
    void aMisspeltVariableIsNamedWithTheRightOne(CapturedOutput output) {
        warnAbout(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("GATEWAY_API_MAX_WAIT", "9s")));

        assertThat(warnings(output))
                .singleElement()
                .asString()
                .contains("\"GATEWAY_API_MAX_WAIT\"", "did you mean GATEWAY_API_MAXWAIT?");
    }

    @Test
    void aMisspeltArgumentAndAMisspeltFieldOfAnEntryAreNamed(CapturedOutput output) {
        warnAbout(new SimpleCommandLinePropertySource(
                "--gateway.store.keep-deletd=1h", "--gateway.security.api-keys[0].grant=admin:*"));

        assertThat(warnings(output))
                .hasSize(2)
                .anyMatch(line -> line.contains("keep-deletd") && line.endsWith("gateway.store.keep-deleted?"))
                .anyMatch(line ->
                        line.contains("api-keys[0].grant ") && line.endsWith("gateway.security.api-keys.grants?"));
    }

    @Test
    void aSettingLikeNoOtherHasNoSuggestion(CapturedOutput output) {
        warnAbout(new SimpleCommandLinePropertySource("--gateway.x=1"));

        assertThat(warnings(output)).singleElement().asString().endsWith(": config/application.yaml lists all of them");
    }

    @Test
    void theSettingsThatExistAreNotNamed(CapturedOutput output) throws Exception {
        warnAbout(new YamlPropertySourceLoader()
                .load("file", new FileSystemResource("../config/application.yaml"))
                .getFirst());
        warnAbout(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(
                        "GATEWAY_API_MAXWAIT", "9s",
                        "GATEWAY_EMBEDDED_DATADIRECTORY", "/data",
                        "GATEWAY_SECURITY_APIKEYS_0_NAME", "a",
                        "GATEWAY_SECURITY_HOSTS", "a,b",
                        "GATEWAYS", "b")));
        warnAbout(new SimpleCommandLinePropertySource(
                "--gateway.security.allowed-origins[1]=https://a.example",
                "--gateway.security.grants[0].principal=ann"));

        assertThat(warnings(output)).isEmpty();
    }

    private static void warnAbout(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.addFirst(source);
        ConfigurationPropertySources.attach(environment);
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new UnknownSettings()
                .onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
    }

    private static List<String> warnings(CapturedOutput output) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("There is no setting"))
                .toList();
    }
}
