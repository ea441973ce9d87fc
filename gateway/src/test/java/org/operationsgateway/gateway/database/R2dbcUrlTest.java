package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid and invalid values of {@code spring.r2dbc.url}. */
class R2dbcUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://db/operations",
                "r2dbc:postgres://10.0.0.1:5432/operations",
                "r2dbc:postgresql://[::1]:5432/operations",
                "r2dbc:pool:postgresql://ann:secret@db/operations",
                "r2dbcs:postgresql://db/operations?sslMode=verify-full",
                "r2dbc:postgresql:failover://h1:5432,h2/operations?targetServerType=primary",
                "r2dbc:pool:postgresql:failover://h1,h2/operations",
                "r2dbc:postgresql:///operations?socket=/run/postgresql/.s.PGSQL.5432"
            })
    void acceptsEachFormThatTheDriverSupports(String url) {
        assertThatCode(() -> R2dbcUrl.validate("spring.r2dbc.url", url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:secret@db/operations",
                "jdbc:postgresql://db/operations?password=secret",
                "r2dbc:postgresql",
                "r2dbc:postgresql:///secret",
                "r2dbc:postgresql://ann:secret@db:port/operations",
                "r2dbc:postgresql://ann:se%cret@db/operations",
                "r2dbc:postgresql:failover://h1:a,h2/secret",
                "r2dbc:postgresql://ann:secret@h1,h2/operations"
            })
    void rejectsAMalformedUrlWithoutRepeatingIt(String url) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> R2dbcUrl.validate("spring.r2dbc.url", url))
                .withMessageStartingWith(
                        "spring.r2dbc.url is malformed: write it as r2dbc:postgresql://host:port/database")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:mysql://db/a", "r2dbc:pool:h2:mem://db"})
    void rejectsAnotherProduct(String url) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> R2dbcUrl.validate("spring.r2dbc.url", url))
                .withMessageContaining("the gateway works with PostgreSQL only");
    }

    @Test
    void aConnectionBesideThePoolHasItsLogin() {
        ConnectionFactoryOptions pool = ConnectionFactoryOptions.parse("r2dbc:pool:postgresql://ann:secret@a/b?x=1");

        ConnectionFactoryOptions beside = R2dbcUrl.beside(pool, "gateway.signal.url", "r2dbc:postgresql://c/d");

        assertThat(beside.getValue(ConnectionFactoryOptions.HOST)).isEqualTo("c");
        assertThat(beside.getValue(ConnectionFactoryOptions.USER)).isEqualTo("ann");
        assertThat(beside.getValue(ConnectionFactoryOptions.PASSWORD)).hasToString("secret");
        assertThat(beside.getValue(Option.valueOf("x"))).isNull();
    }

    @Test
    void aConnectionBesideThePoolMayHaveAnotherLogin() {
        ConnectionFactoryOptions pool = ConnectionFactoryOptions.parse("r2dbc:postgresql://ann:secret@a/b");

        ConnectionFactoryOptions beside = R2dbcUrl.beside(pool, "gateway.signal.url", "r2dbc:postgresql://bob:x@c/d");

        assertThat(beside.getValue(ConnectionFactoryOptions.USER)).isEqualTo("bob");
        assertThat(beside.getValue(ConnectionFactoryOptions.PASSWORD)).hasToString("x");
    }

    @Test
    void theSettingOfAMalformedUrlIsNamed() {
        ConnectionFactoryOptions pool = ConnectionFactoryOptions.parse("r2dbc:postgresql://ann:secret@a/b");

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> R2dbcUrl.beside(pool, "gateway.signal.url", "postgresql://c/d"))
                .withMessageStartingWith("gateway.signal.url is malformed");
    }
}
