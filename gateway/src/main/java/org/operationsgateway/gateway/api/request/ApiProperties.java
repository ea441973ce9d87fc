package org.operationsgateway.gateway.api.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the API.
 *
 * @param maxBodySize the maximum size of a request body, also after decompression
 * @param defaultWait the timeout of {@code :wait} if the request contains none
 * @param maxWait the maximum timeout of {@code :wait}
 */
@ConfigurationProperties("gateway.api")
public record ApiProperties(
        @DefaultValue("1MB") DataSize maxBodySize,
        @DefaultValue("10s") Duration defaultWait,
        @DefaultValue("60s") Duration maxWait) {

    /**
     * Returns the effective timeout of a wait.
     *
     * @param requested null for the default
     */
    public Duration waitTimeout(@Nullable Duration requested) {
        Duration timeout = requested == null ? defaultWait : requested;
        return timeout.compareTo(maxWait) > 0 ? maxWait : timeout;
    }
}
