package org.operationsgateway.gateway.logging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the log. Immutable.
 *
 * @param failureDetails whether the entry of a failed operation contains the details of its error, which may be data of
 *     users
 */
@ConfigurationProperties("gateway.logging")
public record LoggingProperties(@DefaultValue("false") boolean failureDetails) {}
