package org.operationsgateway.gateway.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the embedded server. Immutable.
 *
 * @param dataDirectory the folder of its data, binaries, password and log; below the working directory unless absolute
 */
@ConfigurationProperties("gateway.embedded")
record EmbeddedProperties(@DefaultValue("data/postgres") Path dataDirectory) {}
