package org.operationsgateway.gateway.deadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the gateway acts because nobody else does.
 *
 * @param cancelGrace how long the producer of an operation that was asked to stop may be silent before it is ended
 * @param interval how often to look; also how late an operation may be ended
 */
@ConfigurationProperties("gateway.deadline")
public record DeadlineProperties(
        @DefaultValue("60s") Duration cancelGrace,
        @DefaultValue("1s") Duration interval) {}
