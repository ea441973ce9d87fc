package org.operationsgateway.gateway.api.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the API.
 *
 * @param maxBodySize the largest request body that is read
 * @param defaultWait how long {@code :wait} waits if the client doesn't say
 * @param maxWait how long it waits at most, whatever the client says
 */
@ConfigurationProperties("gateway.api")
public record ApiProperties(
        @DefaultValue("1MB") DataSize maxBodySize,
        @DefaultValue("10s") Duration defaultWait,
        @DefaultValue("60s") Duration maxWait) {}
