package org.operationsgateway.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

class FilterSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "done=true | done=true",
                "  done  =  true  | done=true",
                "a | \"a\"",
                "type.googleapis.com/x.Y | \"type.googleapis.com/x.Y\"",
                "'a' \"b\" | \"a\" AND \"b\"",
                "a b AND c | \"a\" AND \"b\" AND \"c\"",
                "a AND b OR c | \"a\" AND (\"b\" OR \"c\")",
                "a OR b AND c | (\"a\" OR \"b\") AND \"c\"",
                "a b OR c d | \"a\" AND (\"b\" OR \"c\") AND \"d\"",
                "(a b) OR c | ((\"a\" AND \"b\") OR \"c\")",
                "((a)) | \"a\"",
                "(a OR (b OR c)) | (\"a\" OR (\"b\" OR \"c\"))",
                "NOT a | NOT \"a\"",
                "-a | NOT \"a\"",
                "-30 | NOT \"30\"",
                "-done=true | NOT done=true",
                "-(a OR b) | NOT (\"a\" OR \"b\")",
                "NOT (a b) | NOT (\"a\" AND \"b\")",
                "NOT (NOT a) | NOT (NOT \"a\")",
                "NOT a OR b | (NOT \"a\" OR \"b\")",
                "a-b | \"a-b\"",
                "and or not | \"and\" AND \"or\" AND \"not\"",
                "metadata.a.b!=5 | metadata.a.b!=5",
                "metadata.'odd key'.\"x\"=5 | metadata.\"odd key\".x=5",
                "metadata.NOT.\"OR\"=5 | metadata.\"NOT\".\"OR\"=5",
                "metadata.-a.0=5 | metadata.\"-a\".0=5",
                "metadata.@type=type.googleapis.com/x.Y | metadata.@type=type.googleapis.com/x.Y",
                "metadata.@type : 'a.B' | metadata.@type:\"a.B\"",
                "metadata.url=https://example.com:80/a-b | metadata.url=https://example.com:80/a-b",
                "metadata.a=-5 | metadata.a=-5",
                "metadata.a = .5 | metadata.a=.5",
                "metadata.a:* | metadata.a:*",
                "metadata.a='*' | metadata.a=\"*\"",
                "metadata.a='*b*' | metadata.a=\"*b*\"",
                "metadata.a='\\*b\\*' | metadata.a=\"\\*b\\*\"",
                "metadata.a='b*c' | metadata.a=\"b\\*c\"",
                "metadata.a='it\\'s \"x\" \\\\' | metadata.a=\"it's \\\"x\\\" \\\\\"",
                "metadata.a='' | metadata.a=\"\"",
                "(metadata.a<=5) | metadata.a<=5",
                "create_time>2026-01-31T12:00:00.5+01:30 | create_time>2026-01-31T12:00:00.5+01:30",
                "createTime>='2026-01-31T12:00:00Z' | createTime>=\"2026-01-31T12:00:00Z\"",
                "error.code=NOT_FOUND | error.code=NOT_FOUND",
                "error.details.reason:X | error.details.reason:X",
                "NOT(a) | NOT \"a\"",
                "a AND(b) | \"a\" AND \"b\"",
                "(a)OR(b) | (\"a\" OR \"b\")",
                "(a)AND b | \"a\" AND \"b\"",
                "NOT(a)AND NOT(b) | NOT \"a\" AND NOT \"b\"",
                "error.code=(5 OR 7) | (error.code=5 OR error.code=7)",
                "error.code=( NOT_FOUND OR PERMISSION_DENIED )|(error.code=NOT_FOUND OR error.code=PERMISSION_DENIED)",
                "error.code=(5) | error.code=5",
                "error.code!=(5 OR 7) | (error.code!=5 OR error.code!=7)",
                "metadata.a:(b c) | metadata.a:b AND metadata.a:c",
                "metadata.a:(b AND c OR d) | metadata.a:b AND (metadata.a:c OR metadata.a:d)",
                "metadata.a=(NOT b) | NOT metadata.a=b",
                "metadata.a=(-b OR NOT(c OR d)) | (NOT metadata.a=b OR NOT (metadata.a=c OR metadata.a=d))",
                "metadata.a=(-5 OR -.5) | (metadata.a=-5 OR NOT metadata.a=.5)",
                "metadata.a=((b OR c) AND d) e | ((metadata.a=b OR metadata.a=c) AND metadata.a=d) AND \"e\"",
                "metadata.a.'b c':(* OR 'x y' OR a.b:c) x.y | (metadata.a.\"b c\":* OR metadata.a.\"b c\":\"x y\" OR "
                        + "metadata.a.\"b c\":a.b:c) AND \"x.y\"",
                "create_time>(2026-01-31T12:00:00Z) AND -a | create_time>2026-01-31T12:00:00Z AND NOT \"a\"",
                "metadata.a=b[0] | metadata.a=b[0]",
                "metadata.'a[0]'=5 | metadata.\"a[0]\"=5",
            })
    void aFilterHasOneCanonicalText(String text, String canonical) {
        Filter filter = Filter.parse(text);

        assertThat(filter.text()).isEqualTo(canonical);
        assertThat(Filter.parse(canonical)).isEqualTo(filter).hasSameHashCodeAs(filter);
        assertThat(Filter.parse(canonical).condition()).isEqualTo(filter.condition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n  "})
    void aBlankFilterMatchesEverything(String text) {
        assertThat(Filter.parse(text)).isSameAs(Filter.ALL).hasToString("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AND | 1 | a field, a literal or a parenthesis",
                "a AND | 6 | a field, a literal or a parenthesis, found the end",
                "a OR OR b | 6 | a field, a literal or a parenthesis, found: OR b",
                "OR a | 1 | a field, a literal or a parenthesis",
                "NOT | 4 | found the end",
                "NOT NOT a | 5 | a field, a literal or a parenthesis",
                "NOT -a | 5 | a field, a literal or a parenthesis",
                "--a | 2 | a field, a literal or a parenthesis",
                "- a | 3 | without a space",
                "\"a\"AND b | 4 | white space",
                "(a)NOT b | 4 | white space",
                "(a)(b) | 4 | white space",
                "\"a\"\"b\" | 4 | white space",
                "a\"b\" | 2 | white space",
                "( | 2 | a field, a literal or a parenthesis",
                "() | 2 | a field, a literal or a parenthesis",
                "(a | 3 | a closing parenthesis, found the end",
                "a) | 2 | the end or another term",
                "(a OR b)) | 9 | the end or another term",
                "a, b | 2 | the end or another term",
                "'a | 1 | a closing quote",
                "'a\\' | 1 | a closing quote",
                "done=true AND 'a | 15 | a closing quote",
                "'a\\q' | 3 | one of the escapes",
                "a\\b | 2 | quotes around a backslash",
                "!a | 1 | one of = != < <= > >= :",
                "done! | 5 | one of = != < <= > >= :",
                "done= | 6 | a value",
                "done == true | 7 | a value",
                "done = = true | 8 | a value",
                "=true | 1 | a field",
                "metadata.a=AND | 12 | in quotes if it is a word of the language",
                "metadata.a=OR b | 12 | in quotes if it is a word of the language",
                "metadata.a=( | 13 | a value or a parenthesis, found the end",
                "metadata.a=() | 13 | a value or a parenthesis",
                "metadata.a=(b | 14 | a closing parenthesis, found the end",
                "metadata.a=(b=c) | 14 | only values in parentheses",
                "metadata.a=(f(b)) | 14 | there are no functions",
                "metadata.a=(b OR) | 17 | white space",
                "metadata.a=(b)(c) | 15 | white space",
                "metadata.a=(- 5) | 15 | without a space",
                "error.code=(5 OR NOT_THERE) | 18 | a code",
                "error.code<(5 OR NOT_FOUND) | 18 | the number of a code",
                "done=(true OR maybe) | 15 | true or false",
                "metadata.a = - 30 | 14 | a value after the minus",
                "metadata.a=- | 12 | a value after the minus",
                "a[0] | 2 | no index",
                "metadata.a[0]=5 | 11 | no index",
                "metadata.a[0].b:5 | 11 | no index",
                "[a] | 1 | no index",
                "metadata.a=f(b) | 13 | there are no functions",
                "f(b) | 2 | there are no functions",
                "a.f(b) | 4 | there are no functions",
                "metadata.=5 | 10 | a name after the dot",
                "metadata..a=5 | 10 | a name after the dot",
                "metadata. a=5 | 11 | a name after the dot",
                "metadata .a=5 | 10 | the end or another term",
                ".a=5 | 1 | a field",
                "metadata.a=b=c | 13 | the end or another term",
                "metadata.a='b'c | 15 | white space",
                "metadata.a=b,c | 13 | the end or another term",
                "é😀 = 5 | 1 | one of the fields name, done",
                "'😀' AND )| 9 | a field",
            })
    void aSyntaxErrorContainsItsPosition(String text, int character, String expected) {
        assertInvalid(text, character, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state=5 | 1 | one of the fields name, done",
                "a AND Done=true | 7 | one of the fields name, done",
                "metadataa=5 | 1 | one of the fields",
                "name.a=5 | 6 | nothing after name",
                "done.a=true | 6 | nothing after done",
                "create_time.a:* | 13 | nothing after create_time",
                "done=5 | 6 | true or false",
                "done=TRUE | 6 | true or false",
                "done=tru* | 6 | true or false",
                "done<true | 6 | = or !=",
                "cancel_requested<true | 18 | = or !=",
                "cancelRequested:maybe | 17 | true or false",
                "create_time>foo | 13 | a timestamp",
                "create_time>5 | 13 | a timestamp",
                "create_time>20s | 13 | a timestamp",
                "create_time>'2026-01-31' | 13 | a timestamp",
                "create_time>2026-02-29T00:00:00Z | 13 | a timestamp",
                "create_time>2026-01-31T00:00:00 | 13 | a timestamp",
                "create_time>0000-12-31T00:00:00Z | 13 | a timestamp",
                "create_time>0001-01-01T00:00:00+01:00 | 13 | a timestamp",
                "create_time>9999-12-31T23:59:59-01:00 | 13 | a timestamp",
                "update_time=* | 13 | a timestamp",
                "end_time!=never | 11 | a timestamp",
                "metadata=5 | 10 | a path into the payload",
                "response!=x | 11 | a path into the payload",
                "metadata.a<true | 12 | = or != before true or false, or quotes",
                "metadata.a=1e1001 | 12 | an exponent up to 1000",
                "metadata.a=1e-1001 | 12 | an exponent up to 1000",
                "metadata.a=1e999999999999 | 12 | an exponent up to 1000",
                "error=5 | 7 | error:*",
                "error:code | 7 | error:*",
                "error.reason=x | 7 | code, message or details",
                "error.code=NOT_THERE | 12 | a code",
                "error.code=not_found | 12 | a code",
                "error.code=5.5 | 12 | a code",
                "error.code=1e0 | 12 | a code",
                "error.code=99999999999 | 12 | a code",
                "error.code<NOT_FOUND | 12 | the number of a code",
                "error.code.x=5 | 12 | nothing after code",
                "error.message.x=5 | 15 | nothing after message",
                "error.details=x | 15 | a list",
                "error.details.reason=x | 22 | a list",
            })
    void anInvalidComparisonIsReportedWithItsPosition(String text, int character, String expected) {
        assertInvalid(text, character, expected);
    }

    @Test
    void charactersThatPostgresqlRejectsAreRejected() {
        assertInvalid("'a\u0000'", 3, "NUL");
        assertInvalid("'\uD83D'", 2, "an unpaired surrogate");
        assertInvalid("'\uDE00\uD83D'", 2, "an unpaired surrogate");
    }

    @Test
    void aFilterHasUpTo4096Bytes() {
        String maxFilter = "'" + "é".repeat(2047) + "'";

        assertThat(Filter.parse(maxFilter).text()).hasSize(2049);
        assertInvalid(maxFilter + " ", 2050, "at most 4096 bytes");
        assertInvalid("a".repeat(1_000_000), 4097, "at most 4096 bytes");
        assertInvalid(" ".repeat(4097), 4097, "at most 4096 bytes");
    }

    @Test
    void parenthesesNestUpTo32Levels() {
        assertThat(Filter.parse("(".repeat(32) + "a" + ")".repeat(32))).isEqualTo(Filter.parse("a"));
        assertThat(Filter.parse("(".repeat(32) + "a" + ")".repeat(32) + " AND ((a))")
                        .text())
                .isEqualTo("\"a\" AND \"a\"");
        assertInvalid("(".repeat(33) + "a" + ")".repeat(33), 33, "at most 32 parentheses");
        assertInvalid("-(".repeat(2000), 66, "at most 32 parentheses");
    }

    @Test
    void aFilterHasUpTo100ComparisonsAndLiterals() {
        assertThat(Filter.parse("done=true ".repeat(100)).condition()).isInstanceOf(Condition.And.class);
        assertInvalid("done=true ".repeat(101), 1001, "at most 100 comparisons and literals");
    }

    @Test
    void aFilterHasUpTo10LiteralsWithoutAField() {
        assertThat(Filter.parse("a ".repeat(10)).condition()).isInstanceOf(Condition.And.class);
        assertInvalid("a ".repeat(11), 21, "at most 10 literals without a field");
    }

    @Test
    void aFilterHasUpTo20ComparisonsOfLists() {
        String twenty = "metadata.a:(" + "x ".repeat(20) + ")";
        assertThat(Filter.parse(twenty).condition()).isInstanceOf(Condition.And.class);
        assertInvalid(twenty + " response.b:*", 55, "at most 20 comparisons with :");
        assertThat(Filter.parse(twenty + " done:true name:x error:*").condition())
                .isInstanceOf(Condition.And.class);
    }

    @Test
    void aValueInParenthesesCountsAsAComparison() {
        String values = "done=(true" + " true".repeat(99) + ")";
        assertThat(Filter.parse(values).condition()).isInstanceOf(Condition.And.class);
        assertInvalid(values + " done=true", 508, "at most 100 comparisons and literals");
    }

    @Test
    void aCompositeIsBoundedInTheLengthThatItWritesOut() {
        String path = "metadata." + "a".repeat(1000);
        assertThat(Filter.parse(path + "=(a b c d)").condition()).isInstanceOf(Condition.And.class);
        assertInvalid(path + "=(a b c d e)", 1020, "at most 4096 characters");
    }

    @Test
    void aPathHasUpTo100Names() {
        String maxPath = "metadata" + ".a".repeat(99);

        assertThat(Filter.parse(maxPath + "=5").text()).isEqualTo(maxPath + "=5");
        assertInvalid(maxPath + ".a=5", 208, "at most 100 names");
        assertInvalid("error.details" + ".a".repeat(99) + ":5", 211, "at most 100 names");
    }

    private static void assertInvalid(String text, int character, String expected) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> Filter.parse(text))
                .returns(Reason.INVALID_FILTER, StatusException::reason)
                .returns(Code.INVALID_ARGUMENT, e -> e.reason().code())
                .withMessageContaining("at character " + character + ": ")
                .withMessageContaining(expected);
    }
}
