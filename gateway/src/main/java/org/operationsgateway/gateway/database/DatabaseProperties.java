package org.operationsgateway.gateway.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of database access. Immutable.
 *
 * @param timeout the limit of one statement, after which its connection is closed
 * @param queryTimeout the limit of a list, and of a statement of a collection stream, after which the statement is
 *     cancelled
 */
@ConfigurationProperties("gateway.database")
public record DatabaseProperties(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration queryTimeout) {}
