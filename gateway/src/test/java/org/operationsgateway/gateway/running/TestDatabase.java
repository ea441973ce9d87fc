package org.operationsgateway.gateway.running;

import java.util.List;

/**
 * A database on a test's server.
 *
 * @param server where it is
 * @param name what it is called there
 */
public record TestDatabase(PostgresServer server, String name) {

    /** The settings that make a gateway use it, as {@code name=value}. */
    public List<String> settings() {
        return List.of(
                "spring.r2dbc.url=r2dbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                "spring.r2dbc.username=" + server.user(),
                "spring.r2dbc.password=" + server.password());
    }

    /** Removes it, whoever may still be connected to it. */
    public void drop() {
        server.run("drop database " + name + " with (force)");
    }
}
