package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        assertThatCode(() -> R2dbcUrl.validate(url)).doesNotThrowAnyException();
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
                .isThrownBy(() -> R2dbcUrl.validate(url))
                .withMessageStartingWith(
                        "spring.r2dbc.url is malformed: write it as r2dbc:postgresql://host:port/database")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:mysql://db/a", "r2dbc:pool:h2:mem://db"})
    void rejectsAnotherProduct(String url) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> R2dbcUrl.validate(url))
                .withMessageContaining("the gateway works with PostgreSQL only");
    }
}
