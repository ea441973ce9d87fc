package org.operationsgateway.gateway.store.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/** The round trip of page tokens, and the rejection of all others. */
class PageTokensTest {

    private final PageTokens tokens = new PageTokens(new byte[] {1, 2, 3});

    @Property
    void aTokenContainsTheSignedOffset(@ForAll String list, @ForAll long offset) {
        String token = tokens.sign(list, offset);

        assertThat(token).matches("[A-Za-z0-9_-]{32}");
        assertThat(tokens.verify(list, token)).isEqualTo(offset);
    }

    @Property
    void anAlteredTokenIsRejected(@ForAll long offset, @ForAll @IntRange(max = 31) int index, @ForAll char other) {
        char[] token = tokens.sign("projects/p", offset).toCharArray();
        if (token[index] != other) {
            token[index] = other;
            assertRejected(tokens, "projects/p", String.valueOf(token));
        }
    }

    @Property
    void aTokenOfAnotherListIsRejected(@ForAll String list, @ForAll String other, @ForAll long offset) {
        if (!list.equals(other)) {
            assertRejected(tokens, other, tokens.sign(list, offset));
        }
    }

    @Property
    void aTokenOfAnotherDatabaseIsRejected(@ForAll String list, @ForAll long offset) {
        assertRejected(new PageTokens(new byte[] {3, 2, 1}), list, tokens.sign(list, offset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "=", "%", "AAAA", "2", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aMalformedTokenIsRejected(String text) {
        assertRejected(tokens, "", text);
    }

    private static void assertRejected(PageTokens tokens, String list, String token) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> tokens.verify(list, token))
                .returns(Reason.INVALID_PAGE_TOKEN, StatusException::reason);
    }
}
