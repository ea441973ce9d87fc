package org.operationsgateway.gateway.security.ticket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of tickets. Immutable.
 *
 * @param maxAge the time for which a ticket opens its stream
 */
@ConfigurationProperties("gateway.security.ticket")
record TicketProperties(@DefaultValue("5m") Duration maxAge) {}
