package org.operationsgateway.gateway.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of security. Immutable.
 *
 * @param hosts the host names of the gateway, besides its addresses and the names of the loopback interface; {@code *}
 *     for any
 */
@ConfigurationProperties("gateway.security")
record SecurityProperties(@DefaultValue("localhost") List<String> hosts) {}
