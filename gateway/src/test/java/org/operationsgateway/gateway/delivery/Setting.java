package org.operationsgateway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting in the configuration metadata on the class path.
 *
 * @param name in kebab case
 * @param type a Java type
 * @param description for editors; empty if there is none
 * @param hasDefault whether there is a default, of any type
 * @param defaultValue as text; null if there is none
 */
public record Setting(
        String name,
        String type,
        String description,
        boolean hasDefault,
        @Nullable String defaultValue) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** Returns all settings of the gateway and of its libraries. */
    public static List<Setting> all() throws IOException {
        List<Setting> settings = new ArrayList<>();
        ClassLoader loader = Setting.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(METADATA))) {
            try (InputStreamReader metadata = new InputStreamReader(url.openStream(), UTF_8)) {
                JsonObject root = JsonParser.parseReader(metadata).getAsJsonObject();
                root.getAsJsonArray("properties").forEach(property -> settings.add(of(property.getAsJsonObject())));
            }
        }
        return settings;
    }

    private static Setting of(JsonObject property) {
        JsonElement value = property.get("defaultValue");
        if (value != null && value.isJsonArray() && value.getAsJsonArray().size() == 1) {
            value = value.getAsJsonArray().get(0);
        }
        String type = property.has("type") ? property.get("type").getAsString() : "";
        return new Setting(
                property.get("name").getAsString(),
                type,
                property.has("description") ? property.get("description").getAsString() : "",
                value != null,
                value == null || !value.isJsonPrimitive() ? null : value.getAsString());
    }

    public boolean isOfTheGateway() {
        return name.startsWith("gateway.");
    }

    /** Returns whether {@code key} sets this setting. A map or a list is set by the keys below its name. */
    public boolean isSetBy(String key) {
        return name.equals(key)
                || (type.startsWith("java.util.Map") && key.startsWith(name + "."))
                || (type.startsWith("java.util.List") && key.startsWith(name + "["));
    }
}
