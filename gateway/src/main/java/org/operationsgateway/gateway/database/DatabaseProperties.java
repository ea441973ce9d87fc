package org.operationsgateway.gateway.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the database is used.
 *
 * @param timeout how long the database may take over one statement, before it and its connection are given up
 */
@ConfigurationProperties("gateway.database")
public record DatabaseProperties(@DefaultValue("10s") Duration timeout) {}
