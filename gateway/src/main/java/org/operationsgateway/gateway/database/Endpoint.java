package org.operationsgateway.gateway.database;

import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/**
 * The part of a database URL that an error message may contain: the address, the database and the user. Immutable.
 *
 * @param address the hosts with their ports, such as {@code db-1:5432,db-2:5432}
 */
record Endpoint(String address, String database, String user) {

    static Endpoint of(FlywayConnectionDetails details) {
        String url = Objects.requireNonNull(details.getJdbcUrl(), "the migrations have no JDBC URL");
        Properties properties = Driver.parseURL(url, new Properties());
        if (properties == null) {
            throw new DatabaseFailure("The JDBC URL of the migrations is malformed: set spring.flyway.url to"
                    + " jdbc:postgresql://host:port/database, or leave it out and set spring.r2dbc.url only.");
        }
        return new Endpoint(addresses(properties), text(PGProperty.PG_DBNAME, properties), user(details, properties));
    }

    private static String user(FlywayConnectionDetails details, Properties properties) {
        String user = details.getUsername();
        return user != null ? user : text(PGProperty.USER, properties);
    }

    private static String addresses(Properties properties) {
        String[] hosts = text(PGProperty.PG_HOST, properties).split(",", -1);
        String[] ports = text(PGProperty.PG_PORT, properties).split(",", -1);
        StringBuilder addresses = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            addresses.append(i == 0 ? "" : ",").append(hosts[i]).append(':').append(ports[i]);
        }
        return addresses.toString();
    }

    private static String text(PGProperty property, Properties properties) {
        @Nullable String value = property.getOrDefault(properties);
        return value == null ? "" : value;
    }
}
