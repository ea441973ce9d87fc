package org.operationsgateway.gateway.delivery.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * The settings that the Deployment of the gateway has.
 *
 * @param variables the environment variables and where they are
 * @param file those of the file, by their names
 */
record Settings(Map<String, Field> variables, Map<String, String> file) {

    /** Reads the variables as Kubernetes does: those of the container replace those of its ConfigMaps. */
    static Settings of(Manifests manifests) {
        Map<String, Field> variables = new LinkedHashMap<>();
        Map<String, String> file = new LinkedHashMap<>();
        manifests.find("Deployment", SettingCheck.GATEWAY).flatMap(Pods::of).ifPresent(pods -> {
            for (Field container : pods.spec().at("containers").items()) {
                for (Field source : container.at("envFrom").items()) {
                    configMap(manifests, source.at("configMapRef", "name"))
                            .ifPresent(map -> variables.putAll(map.at("data").members()));
                }
                for (Field variable : container.at("env").items()) {
                    variables.put(variable.at("name").text(), variable.at("value"));
                }
            }
            for (Field volume : pods.spec().at("volumes").items()) {
                configMap(manifests, volume.at("configMap", "name"))
                        .map(map -> map.at("data", "application.yaml"))
                        .ifPresent(yaml -> file.putAll(parse(yaml.text())));
            }
        });
        return new Settings(variables, file);
    }

    private static Optional<KubernetesObject> configMap(Manifests manifests, Field name) {
        return manifests.find("ConfigMap", name.text());
    }

    private static Map<String, String> parse(String text) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(text.getBytes(UTF_8)));
        Properties properties = requireNonNull(yaml.getObject());
        Map<String, String> settings = new LinkedHashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    /** Returns the environment variable that sets a setting, such as {@code SERVER_PORT} for {@code server.port}. */
    static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(ROOT);
    }

    /** Returns the value of a setting, its default if it is not set, and an empty text if there is none. */
    String value(String setting) {
        Field variable = variables.get(variable(setting));
        if (variable != null) {
            return variable.text();
        }
        return file.getOrDefault(setting, defaultOf(setting));
    }

    private static String defaultOf(String setting) {
        return SettingCheck.ALL.stream()
                .filter(each -> each.name().equals(setting) && each.defaultValue() != null)
                .map(each -> requireNonNull(each.defaultValue()))
                .findFirst()
                .orElse("");
    }
}
