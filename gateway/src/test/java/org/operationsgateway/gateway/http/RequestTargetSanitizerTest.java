package org.operationsgateway.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the escaping of request targets. */
class RequestTargetSanitizerTest {

    @Property
    void everyEscapedTargetIsAValidUriAndEscapingIsIdempotent(
            @ForAll @CharRange(from = '!', to = '\u00ff') String target) {
        String escaped = RequestTargetSanitizer.escape("/" + target);

        assertThatNoException().isThrownBy(() -> URI.create("http://localhost:8080" + escaped));
        assertThat(RequestTargetSanitizer.escape(escaped)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "/v1/operations/x",
                "/v1//operations/a%2Fb%2fc:cancel?updateMask=a,b&x",
                "/v1/p/operations/-._~!$&'()*+,;=@:verb?a=/?",
                "http://example.com:8080/v1/operations",
            })
    void aValidTargetIsUnchanged(String target) {
        assertThat(RequestTargetSanitizer.escape(target)).isSameAs(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/%zz, /%25zz",
        "/%, /%25",
        "/%2, /%252",
        "/%%41, /%25%41",
        "/[{|}], /%5B%7B%7C%7D%5D",
        "/x#y, /x%23y",
        "/\u00c3\u00bc\u0080, /%C3%BC%80",
        "/?q=\"<>^`\\, /?q=%22%3C%3E%5E%60%5C",
    })
    void illegalCharactersAreEscaped(String target, String escaped) {
        assertThat(RequestTargetSanitizer.escape(target)).isEqualTo(escaped);
    }
}
