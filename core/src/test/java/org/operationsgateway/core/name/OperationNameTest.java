package org.operationsgateway.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;

class OperationNameTest {

    @ParameterizedTest
    @CsvSource({
        "operations/1, '', 1",
        "operations/some/unique/name, '', some/unique/name",
        "projects/p/operations/1, projects/p, 1",
        "projects/p/operations/a/b, projects/p, a/b",
        "projects/p/apps/1:23:android:ab/releases/-/operations/x, projects/p/apps/1:23:android:ab/releases/-, x",
        "Operations/p/operations/x, Operations/p, x",
    })
    void theFirstSegmentOperationsSeparatesParentAndId(String text, String parent, String id) {
        OperationName name = OperationName.parse(text);

        assertThat(name.parent().path()).isEqualTo(parent);
        assertThat(name.id()).isEqualTo(id);
        assertThat(name).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "operations", "projects/p", "projects/p/operations", "OPERATIONS/1"})
    void aNameHasTheSegmentOperationsAndAnId(String text) {
        assertInvalid(text, "'operations' and an id are missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operations/operations", "operations/a/operations/b", "projects/p/operations/a/operations"})
    void theSegmentOperationsOccursOnlyOnce(String text) {
        assertInvalid(text, "only once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operations/1",
                "operations/",
                "operations/1/",
                "operations//1",
                "operations/a//b",
                "projects//operations/1",
                "projects/p//operations/1",
                "//operations/1",
            })
    void noSegmentIsEmpty(String text) {
        assertInvalid(text, "empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"operations/.", "operations/..", "operations/a/../b", "./operations/1", "a/../operations/1"})
    void dotSegmentsAreRejected(String text) {
        assertInvalid(text, "'.' and '..'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operations/...", "operations/.a", "operations/a..b", "operations/-._~!$&'()*+,;=@"})
    void unescapedPathCharactersAreValid(String text) {
        assertThat(OperationName.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations/a:b",
                "operations/1:cancel",
                "operations/a b",
                "operations/ a",
                "operations/a\n",
                "operations/a%20b",
                "operations/%2F",
                "operations/é",
                "operations/\u0661",
                "operations/😀",
                "operations/a?b",
                "operations/a#b",
                "operations/a\"b",
                "operations/a\\b",
                "operations/\u0000",
                "projects/a b/operations/1",
                "projects/%2F/operations/1",
                "projects/é/operations/1",
            })
    void otherCharactersAreRejected(String text) {
        assertInvalid(text, "only letters, digits");
    }

    @Test
    void aColonIsValidInTheParentOnly() {
        assertThat(OperationName.parse("a:b/operations/1").parent().path()).isEqualTo("a:b");
        assertInvalid("a/operations/b:1", "only letters, digits");
    }

    @Test
    void aNameHasUpTo1024Characters() {
        String maxName = "operations/" + "a".repeat(1024 - "operations/".length());

        assertThat(OperationName.parse(maxName)).hasToString(maxName);
        assertInvalid(maxName + "a", "longer than 1024");
        assertInvalid("p/" + maxName, "longer than 1024");
    }

    @Test
    void theConstructorsRejectTheSameNames() {
        assertThatExceptionOfType(StatusException.class).isThrownBy(() -> new OperationName(Parent.SERVICE, ""));
        assertThatExceptionOfType(StatusException.class).isThrownBy(() -> new OperationName(Parent.SERVICE, "a:b"));
        assertThatExceptionOfType(StatusException.class).isThrownBy(() -> new Parent("/"));
        assertThatExceptionOfType(StatusException.class).isThrownBy(() -> new Parent("projects/operations"));
    }

    @Test
    void theCollectionOfTheServiceIsCalledOperations() {
        assertThat(Parent.SERVICE.collection()).isEqualTo("operations");
        assertThat(new Parent("projects/p").collection()).isEqualTo("projects/p/operations");
    }

    private static void assertInvalid(String text, String problem) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> OperationName.parse(text))
                .withMessageContaining(problem)
                .extracting(e -> e.reason().code())
                .isEqualTo(Code.INVALID_ARGUMENT);
    }
}
