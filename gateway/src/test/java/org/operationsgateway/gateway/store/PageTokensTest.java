package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

class PageTokensTest {

    private final PageTokens tokens = new PageTokens(new byte[] {1, 2, 3});

    @Property
    void aTokenOpensToWhatWasSealed(@ForAll String list, @ForAll long incarnation) {
        String token = tokens.seal(list, incarnation);

        assertThat(token).matches("[A-Za-z0-9_-]{32}");
        assertThat(tokens.open(list, token)).isEqualTo(incarnation);
    }

    @Property
    void aTokenWithAnyBitChangedIsRefused(
            @ForAll long incarnation, @ForAll @IntRange(max = 31) int at, @ForAll char other) {
        char[] token = tokens.seal("projects/p", incarnation).toCharArray();
        if (token[at] != other) {
            token[at] = other;
            expectRefusal(tokens, "projects/p", String.valueOf(token));
        }
    }

    @Property
    void aTokenOfAnotherListIsRefused(@ForAll String list, @ForAll String other, @ForAll long incarnation) {
        if (!list.equals(other)) {
            expectRefusal(tokens, other, tokens.seal(list, incarnation));
        }
    }

    @Property
    void aTokenOfAnotherDatabaseIsRefused(@ForAll String list, @ForAll long incarnation) {
        expectRefusal(new PageTokens(new byte[] {3, 2, 1}), list, tokens.seal(list, incarnation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "=", "%", "AAAA", "2", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoTokenIsRefused(String text) {
        expectRefusal(tokens, "", text);
    }

    private static void expectRefusal(PageTokens tokens, String list, String token) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> tokens.open(list, token))
                .returns(Reason.INVALID_PAGE_TOKEN, StatusException::reason);
    }
}
