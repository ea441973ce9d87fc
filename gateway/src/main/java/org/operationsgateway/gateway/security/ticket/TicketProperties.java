package org.operationsgateway.gateway.security.ticket;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of tickets. Immutable.
 *
 * @param maxAge the time for which a ticket opens its stream, at most a day
 */
@ConfigurationProperties("gateway.security.ticket")
record TicketProperties(@DefaultValue("5m") Duration maxAge) {

    private static final Duration LIMIT = Duration.ofDays(1);

    TicketProperties {
        SettingRules.require(
                maxAge.isPositive() && maxAge.compareTo(LIMIT) <= 0,
                "gateway.security.ticket.max-age is " + maxAge + ": set it to more than 0s, and to 24h at most.");
    }
}
