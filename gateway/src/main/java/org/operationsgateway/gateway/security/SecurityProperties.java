package org.operationsgateway.gateway.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of security. Immutable.
 *
 * @param hosts the host names of the gateway, besides its addresses and the names of the loopback interface; *
 *     for any
 * @param allowedOrigins the other origins whose pages may use the gateway, such as https://app.example.com
 * @param trustedProxies the addresses or subnets of the proxies whose X-Forwarded-For names the client
 */
@ConfigurationProperties("gateway.security")
record SecurityProperties(
        @DefaultValue("localhost") List<String> hosts,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> trustedProxies) {}
