package org.operationsgateway.gateway.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of database access.
 *
 * @param timeout the limit of one statement, after which its connection is closed
 */
@ConfigurationProperties("gateway.database")
public record DatabaseProperties(@DefaultValue("10s") Duration timeout) {}
