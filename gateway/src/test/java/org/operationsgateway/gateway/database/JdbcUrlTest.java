package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** JDBC URLs derived from R2DBC URLs. */
class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            r2dbc:postgresql://db/operations | db/operations?sslmode=disable
            r2dbc:postgres://db/operations | db/operations?sslmode=disable
            r2dbc:postgresql://db:6432/operations | db:6432/operations?sslmode=disable
            r2dbc:postgresql://[::1]:6432/operations | [::1]:6432/operations?sslmode=disable
            r2dbc:postgresql://ann:secret@db/operations | db/operations?sslmode=disable
            r2dbc:postgresql://ann@db | db/ann?sslmode=disable
            r2dbc:pool:postgresql://db/operations?maxSize=3 | db/operations?sslmode=disable
            r2dbc:postgresql://db/a?schema=mine | db/a?sslmode=disable&currentSchema=mine
            r2dbc:postgresql://db/a?currentSchema=mine&schema=other | db/a?sslmode=disable&currentSchema=mine
            r2dbcs:postgresql://db/a?sslRootCert=ca | db/a?sslmode=verify-full&sslrootcert=ca
            r2dbc:postgresql://db/a?sslmode=require | db/a?sslmode=require
            r2dbc:postgresql://db/a?sslMode=tunnel | db/a?sslmode=require&sslNegotiation=direct
            r2dbc:postgresql://db/a?sslMode=require&sslNegotiation=direct | db/a?sslmode=require&sslNegotiation=direct
            r2dbc:postgresql://db/a?ssl=true&sslRootCert=/tls/ca | db/a?sslmode=verify-full&sslrootcert=%2Ftls%2Fca
            r2dbc:postgresql://db/a?applicationName=gateway | db/a?sslmode=disable&ApplicationName=gateway
            r2dbc:postgresql://db/a?preparedStatementCacheQueries=0 | db/a?sslmode=disable&prepareThreshold=0
            r2dbc:postgresql:failover://h1:5433,h2/a | h1:5433,h2/a?targetServerType=primary&sslmode=disable
            r2dbc:pool:postgresql:failover://h1,h2/a | h1,h2/a?targetServerType=primary&sslmode=disable
            r2dbc:postgresql:failover://h1,h2/a?targetServerType=any | h1,h2/a?targetServerType=primary&sslmode=disable
            """)
    void namesTheDatabaseOfTheReactiveUrl(String reactive, String jdbc) {
        assertThat(JdbcUrl.of(ConnectionFactoryOptions.parse(reactive)))
                .isEqualTo("jdbc:postgresql://" + jdbc + "&loginTimeout=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:postgresql://db/a?ssl=true", "r2dbcs:postgresql://db/a"})
    void theAuthoritiesOfJavaAreTrustedIfThereAreNoOthers(String reactive) {
        assertThat(JdbcUrl.of(ConnectionFactoryOptions.parse(reactive)))
                .contains("?sslmode=verify-full&sslfactory=" + DefaultJavaSSLFactory.class.getName() + "&");
    }

    @Test
    void theAuthorityMayBeVerifiedWithoutTheHost() {
        assertThat(JdbcUrl.of(ConnectionFactoryOptions.parse("r2dbc:postgresql://db/a?sslMode=VERIFY_CA")))
                .contains("?sslmode=verify-ca&sslfactory=");
    }

    @Test
    void theDriverDecodesEncodedValues() {
        Properties properties = parsed(options()
                .option(ConnectionFactoryOptions.DATABASE, "a b&c/d?ü")
                .option(PostgresqlConnectionFactoryProvider.SCHEMA, "x=y&z")
                .build());

        assertThat(properties).containsEntry("PGDBNAME", "a b&c/d?ü").containsEntry("currentSchema", "x=y&z");
    }

    @Test
    void settingsOfTheServerAreForwarded() {
        Properties properties = parsed(options()
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, Map.of("search_path", "a b"))
                .build());

        assertThat(properties).containsEntry("options", "-c search_path=a\\ b");
    }

    @Test
    void anUnknownTlsModeIsRejected() {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse("r2dbc:postgresql://db/a?sslMode=sometimes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcUrl.of(options))
                .withMessageContaining("sometimes");
    }

    private static ConnectionFactoryOptions.Builder options() {
        return ConnectionFactoryOptions.parse("r2dbc:postgresql://db/a").mutate();
    }

    private static Properties parsed(ConnectionFactoryOptions options) {
        return Driver.parseURL(JdbcUrl.of(options), new Properties());
    }
}
