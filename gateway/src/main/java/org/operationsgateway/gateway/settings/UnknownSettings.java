package org.operationsgateway.gateway.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A listener that logs each setting below {@code gateway.} that does not exist, from files, the environment and the
 * command line, with the nearest one that does.
 *
 * <p>It only warns: a newer version may know the setting, and a variable of the environment may belong to another
 * program. It runs before the database is used, so that a misspelt setting is seen even if the start fails.
 */
class UnknownSettings implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        SettingNames known = SettingNames.read();
        for (ConfigurationPropertySource source :
                ConfigurationPropertySources.get(event.getApplicationContext().getEnvironment())) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> isOfTheGateway(name) && !known.contains(name))
                        .forEach(name -> warn(name, source, known.nearest(name)));
            }
        }
    }

    private static boolean isOfTheGateway(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > 1
                && name.getElement(0, ConfigurationPropertyName.Form.UNIFORM).equals(SettingNames.PREFIX);
    }

    private static void warn(
            ConfigurationPropertyName name, ConfigurationPropertySource source, @Nullable String nearest) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        Origin origin = property == null ? null : property.getOrigin();
        log.warn(
                "There is no setting {}{}: {}",
                name,
                origin == null ? "" : " (" + origin + ")",
                nearest == null
                        ? "config/application.yaml lists all of them"
                        : "did you mean " + written(nearest, source) + "?");
    }

    /** Returns a name as it is written where the unknown one is. */
    private static String written(String name, ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                ? name.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT)
                : name;
    }
}
