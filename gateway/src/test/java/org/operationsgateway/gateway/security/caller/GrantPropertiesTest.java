package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantPropertiesTest {

    @ParameterizedTest
    @CsvSource({",,", ",team,", ",,blue", "alice,team,", "alice,,blue", "alice,team,blue"})
    void anEntryWithPartOfAConditionOrTwoIsRejected(
            @Nullable String principal, @Nullable String claim, @Nullable String value) {
        assertThatThrownBy(() -> new GrantProperties(principal, claim, value, List.of("admin:*")))
                .hasMessageContaining("an entry needs either a principal, or a claim and a value");
    }
}
