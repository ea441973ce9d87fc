package org.operationsgateway.gateway.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.APPLICATION_NAME;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.CURRENT_SCHEMA;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FAILOVER_PROTOCOL;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.OPTIONS;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SCHEMA;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_CERT;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_KEY;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_MODE;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_MODE_ALIAS;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_NEGOTIATION;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_NEGOTIATION_ALIAS;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * The JDBC URL that is equivalent to R2DBC options: the same hosts, database, schema and TLS settings, without the user
 * and the password.
 *
 * <p>With several hosts the driver connects to the primary, because a migration writes. As in R2DBC, TLS is off by
 * default, and the authorities of the Java platform are trusted if no file contains others.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">Parameters of the JDBC driver</a>
 */
final class JdbcUrl {

    /** Limits the startup with a server that accepts the connection and does not reply. */
    private static final String LOGIN_SECONDS = "30";

    /** Without it, the driver reads a file in the home directory, which it does not start without. */
    private static final String AUTHORITIES_OF_JAVA = DefaultJavaSSLFactory.class.getName();

    private final ConnectionFactoryOptions options;

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private JdbcUrl(ConnectionFactoryOptions options) {
        this.options = options;
    }

    static String of(ConnectionFactoryOptions options) {
        return new JdbcUrl(R2dbcUrl.withoutPool(options)).build();
    }

    private String build() {
        addTarget();
        addTls();
        add("currentSchema", first(CURRENT_SCHEMA, SCHEMA));
        add("ApplicationName", first(APPLICATION_NAME));
        add("options", serverOptions());
        add("prepareThreshold", isStatementCacheOff() ? "0" : null);
        add("loginTimeout", LOGIN_SECONDS);
        return "jdbc:postgresql://" + authority() + "/" + encode(database()) + query();
    }

    private String authority() {
        Object host = options.getRequiredValue(ConnectionFactoryOptions.HOST);
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        return port == null ? host.toString() : host + ":" + port;
    }

    /** Both drivers default to the name of the user, but the migrations may connect as another user. */
    private String database() {
        String database = first(ConnectionFactoryOptions.DATABASE);
        return database != null ? database : String.valueOf(first(ConnectionFactoryOptions.USER));
    }

    private void addTarget() {
        if (FAILOVER_PROTOCOL.equals(first(ConnectionFactoryOptions.PROTOCOL))) {
            add("targetServerType", "primary");
        }
    }

    private void addTls() {
        String negotiation = first(SSL_NEGOTIATION, SSL_NEGOTIATION_ALIAS);
        boolean tunnel = sslMode().equals("tunnel") || "tunnel".equalsIgnoreCase(negotiation);
        add("sslmode", sslMode().equals("tunnel") ? "require" : sslMode());
        add("sslNegotiation", tunnel || "direct".equalsIgnoreCase(negotiation) ? "direct" : null);
        add("sslrootcert", first(SSL_ROOT_CERT));
        add("sslcert", first(SSL_CERT));
        add("sslkey", first(SSL_KEY));
        if (sslMode().startsWith("verify") && first(SSL_ROOT_CERT, SSL_CERT) == null) {
            add("sslfactory", AUTHORITIES_OF_JAVA);
        }
    }

    private String sslMode() {
        String mode = first(SSL_MODE, SSL_MODE_ALIAS);
        if (mode != null) {
            return SSLMode.fromValue(mode).toString();
        }
        return Boolean.parseBoolean(first(ConnectionFactoryOptions.SSL)) ? "verify-full" : "disable";
    }

    /** A pooler in transaction mode does not keep the statements of a client. */
    private boolean isStatementCacheOff() {
        return "0".equals(first(PREPARED_STATEMENT_CACHE_QUERIES));
    }

    private @Nullable String serverOptions() {
        Object value = options.getValue(OPTIONS);
        if (value == null) {
            return null;
        }
        String pairs = value instanceof Map<?, ?> map
                ? map.entrySet().stream().map(Object::toString).collect(joining(";"))
                : value.toString();
        return Arrays.stream(pairs.split(";"))
                .map(pair -> "-c " + pair.replace("\\", "\\\\").replace(" ", "\\ "))
                .collect(joining(" "));
    }

    private @Nullable String first(Option<?>... names) {
        for (Option<?> name : names) {
            Object value = options.getValue(name);
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    private void add(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private String query() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(joining("&", "?", ""));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
