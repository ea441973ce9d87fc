package org.operationsgateway.gateway.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.spelling.EditDistance;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of all settings of the gateway, from the configuration metadata, which contains those of the embedded
 * PostgreSQL, too, if it is not on the class path. Immutable.
 */
final class SettingNames {

    static final String PREFIX = "gateway";

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String LIST = "java.util.List<";

    /** The names in kebab case by their uniform names. */
    private final Map<String, String> names = new TreeMap<>();

    private SettingNames(JsonNode metadata) {
        for (JsonNode property : metadata.path("properties")) {
            String name = property.path("name").asString("");
            if (name.startsWith(PREFIX + ".")) {
                add(name);
                addElements(name, property.path("type").asString(""));
            }
        }
    }

    /** Reads the names. The metadata of the gateway is the first on the class path that has any. */
    static SettingNames read() {
        JsonMapper mapper = new JsonMapper();
        try {
            ClassLoader loader = SettingNames.class.getClassLoader();
            for (URL file : Collections.list(loader.getResources(METADATA))) {
                try (InputStream metadata = file.openStream()) {
                    SettingNames read = new SettingNames(mapper.readTree(metadata));
                    if (!read.names.isEmpty()) {
                        return read;
                    }
                }
            }
            throw new IllegalStateException("There is no " + METADATA + " of the gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name) {
        names.put(uniform(ConfigurationPropertyName.of(name)), name);
    }

    /** Adds the names below a list of records, such as {@code gateway.security.api-keys.name}. */
    private void addElements(String name, String type) {
        if (!type.startsWith(LIST)) {
            return;
        }
        Class<?> element = ClassUtils.resolveClassName(
                type.substring(LIST.length(), type.length() - 1), SettingNames.class.getClassLoader());
        if (element.isRecord()) {
            for (RecordComponent component : element.getRecordComponents()) {
                add(name + "." + DataObjectPropertyName.toDashedForm(component.getName()));
            }
        }
    }

    /** Returns whether a setting exists. */
    boolean contains(ConfigurationPropertyName name) {
        return names.containsKey(uniform(name));
    }

    /** Returns the name that is nearest to another one; null if none is near. */
    @Nullable
    String nearest(ConfigurationPropertyName name) {
        String uniform = uniform(name);
        return names.keySet().stream()
                .min(Comparator.comparingInt(known -> EditDistance.between(uniform, known)))
                .filter(known -> EditDistance.between(uniform, known) <= (known.length() - PREFIX.length()) / 2)
                .map(names::get)
                .orElse(null);
    }

    /** Returns a name without dashes and indexes: environment variables have no dashes, and lists any number. */
    private static String uniform(ConfigurationPropertyName name) {
        StringBuilder uniform = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (!name.isNumericIndex(i)) {
                uniform.append(i == 0 ? "" : ".").append(name.getElement(i, Form.UNIFORM));
            }
        }
        return uniform.toString();
    }
}
