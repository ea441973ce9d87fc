package org.operationsgateway.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

class FilterMatchTest {

    private static final String METADATA = """
            {"@type": "type.googleapis.com/x.Y", "state": "RUNNING", "note": "Größe: 5 😀", "n": 42,
             "big": 9007199254740993, "small": 1e-1000, "huge": 1e100000, "count": "1200",
             "on": true, "off": "false", "gone": null, "empty": {},
             "zone": {"name": "eu-1", "odd key": {"x": 1}, "0": "zero"}, "took": "1.50s",
             "at": "2026-01-31T13:00:00+01:00", "r": [41, 42, "a", null, [7]],
             "steps": [{"id": "a", "tags": ["x", "y"]}, {"id": "b"}, 5],
             "star": "5*", "dup": 1, "dup": 2, "lost": "first", "lost": null}""";

    private static final FilterSubject RUNNING = subject(METADATA, null);
    private static final FilterSubject FAILED = new FilterSubject(
            OperationName.parse("projects/p/operations/failed"),
            true,
            "{\"@type\":\"a.B\"}",
            null,
            new Status(
                    Code.NOT_FOUND, "No such disk", List.of(new Any("r.I", "{\"@type\":\"r.I\",\"reason\":\"GONE\"}"))),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-02T00:00:00.000001Z"),
            true);

    private static FilterSubject subject(@Nullable String metadata, @Nullable String response) {
        return new FilterSubject(
                OperationName.parse("projects/p/operations/build-7"),
                false,
                metadata,
                response,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-02T00:00:00Z"),
                false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "done=false",
                "done!=true",
                "NOT done:*",
                "NOT done:true",
                "-cancel_requested=true",
                "name:*",
                "name=projects/p/operations/build-7",
                "name=projects/*",
                "name=*-7",
                "name='*operations*'",
                "name>projects/a",
                "name<projects/q",
                "name!=projects/p",
                "create_time=2026-01-01T00:00:00Z",
                "createTime=2026-01-01T05:30:00+05:30",
                "update_time>2026-01-01T00:00:00Z",
                "update_time<='2026-01-02T00:00:00.0000009Z'",
                "NOT end_time:*",
                "NOT end_time!=2026-01-01T00:00:00Z",
                "NOT end_time<2026-01-01T00:00:00Z",
                "metadata:*",
                "metadata:state",
                "NOT metadata:State",
                "NOT metadata:gone",
                "NOT response:*",
                "NOT response.a!=5",
                "NOT error:*",
                "NOT error.code!=5",
                "NOT error.message!=x",
                "NOT error.message=''",
                "NOT error.details.a:*",
            })
    void fieldsOfARunningOperationMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.@type=type.googleapis.com/x.Y", "metadata.@type=*/x.Y", "metadata.state=RUNNING",
                        "metadata.state='RUN*'",
                "metadata.state='*NN*'", "metadata.state='*'", "NOT metadata.state=RUN", "NOT metadata.state=running",
                "NOT metadata.state='R*G'", "metadata.state!=DONE", "metadata.state>RUNN", "metadata.state<='RUNNING'",
                "NOT metadata.state<='RUN*'", "metadata.star='5\\*'", "metadata.star='5*'", "NOT metadata.star='\\*5'",
                "metadata.note=*😀", "metadata.note>'Größe: 5 \uFFFD'", "metadata.state!=5", "metadata.state!=true",
            })
    void textsInPayloadsMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.n=42",
                "metadata.n=42.0",
                "metadata.n=4.2e1",
                "metadata.n=420E-1",
                "NOT metadata.n='42'",
                "metadata.n!='42'",
                "metadata.n>41.99",
                "metadata.n>-50",
                "NOT metadata.n>42",
                "metadata.n!=41",
                "metadata.big=9007199254740993",
                "NOT metadata.big=9007199254740992",
                "metadata.small>0",
                "metadata.small=1e-1000",
                "NOT metadata.huge>0",
                "NOT metadata.huge<0",
                "metadata.huge!=0",
                "metadata.count=1200",
                "metadata.count>999",
                "metadata.count='1200'",
                "metadata.count>'12'",
                "NOT metadata.count>'999'",
                "NOT metadata.state>5",
                "NOT metadata.state<5",
            })
    void numbersInPayloadsMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.on=true",
                "metadata.on!=false",
                "metadata.on:true",
                "NOT metadata.on='true'",
                "metadata.off=false",
                "metadata.off='false'",
                "metadata.took=1.5s",
                "metadata.took='1.500s'",
                "metadata.took>1s",
                "metadata.took<20s",
                "metadata.took>-20s",
                "NOT metadata.took>1.5s",
                "NOT metadata.state>1s",
                "metadata.at=2026-01-31T12:00:00Z",
                "metadata.at>'2026-01-31T12:59:59+01:00'",
                "metadata.at<2026-01-31T12:00:00.000000001Z",
                "NOT metadata.state<2026-01-31T12:00:00Z",
                "metadata.state!=2026-01-31T12:00:00Z",
            })
    void flagsAndTimesInPayloadsMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.zone.name=eu-1",
                "metadata.'zone'.\"odd key\".x=1",
                "metadata.zone.0=zero",
                "NOT metadata.r.0=41",
                "NOT metadata.r.0:41",
                "NOT metadata.zone.name.x!=5",
                "NOT metadata.gone!=5",
                "NOT metadata.gone:*",
                "NOT metadata.gone.x:*",
                "NOT metadata.nothing!=5",
                "NOT metadata.r=42",
                "metadata.r!=42",
                "metadata.zone!=5",
                "metadata.empty:*",
                "metadata.dup=2",
                "NOT metadata.dup=1",
                "NOT metadata.lost:*",
                "NOT metadata:lost",
            })
    void pathsIntoPayloadsMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.r:42",
                "metadata.r:4.2e1",
                "metadata.r:a",
                "metadata.r:'a*'",
                "metadata.r:*",
                "NOT metadata.r:43",
                "NOT metadata.r:7",
                "NOT metadata.r:null",
                "metadata.steps.id:b",
                "metadata.steps.id:*",
                "metadata.steps.tags:y",
                "NOT metadata.steps.tags:b",
                "NOT metadata.steps:id",
                "metadata.steps:5",
                "NOT metadata.steps.id=b",
                "NOT metadata.steps.id!=b",
                "metadata.zone:name",
                "metadata.zone:'odd key'",
                "NOT metadata.zone:nam*",
                "NOT metadata.zone:eu-1",
                "metadata.state:RUNNING",
                "metadata.n:42",
                "metadata.n:*",
            })
    void hasOperatorsOnPayloadsMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build",
                "build-7",
                "RUNNING",
                "UNNIN",
                "eu-1",
                "'Größe: 5'",
                "'odd' OR x",
                "NOT running",
                "NOT 42",
                "NOT zone",
                "first",
                "''",
                "tags OR y",
                "NOT 'RUN*'",
                "build RUNNING",
                "NOT (build running)",
                "zzz OR build AND RUNNING",
                "NOT (build AND zzz OR yyy)",
            })
    void literalsWithoutAFieldMatch(String filter) {
        assertMatches(RUNNING, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done=true",
                "done:*",
                "cancel_requested:true",
                "cancelRequested!=false",
                "end_time:*",
                "end_time:'2026-01-02T00:00:00.000001Z'",
                "endTime>2026-01-02T00:00:00Z",
                "error:*",
                "error.code:*",
                "error.code=5",
                "error.code=NOT_FOUND",
                "error.code:5",
                "error.code!=CANCELLED",
                "error.code>4",
                "error.code<=5",
                "error.message='No such*'",
                "error.message:*",
                "error.message>No",
                "disk",
                "error.details:*",
                "error.details.reason:GONE",
                "error.details.@type:r.I",
                "error.details.reason:*",
                "NOT error.details.reason:LEFT",
                "NOT error.details:reason",
                "NOT GONE",
            })
    void fieldsOfAFailedOperationMatch(String filter) {
        assertMatches(FAILED, filter);
    }

    @Test
    void anEmptyMessageIsAbsentAndEqualsAnEmptyText() {
        FilterSubject subject = new FilterSubject(
                OperationName.parse("operations/a"),
                true,
                null,
                null,
                new Status(Code.ABORTED, ""),
                Instant.EPOCH,
                Instant.EPOCH,
                false);

        assertMatches(subject, "NOT error.message:*");
        assertMatches(subject, "error.message=''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "\\ud83d",
                "\\ude00",
                "\\ud83dx",
                "\\\\\\u0000",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d",
                "\\\\ud83d\\ude00"
            })
    void aPayloadWithBrokenEscapesIsUnset(String broken) {
        FilterSubject subject = subject("{\"a\": 1, \"b\": \"x" + broken + "\"}", null);

        assertMatches(subject, "NOT metadata:* AND NOT metadata.a=1 AND NOT metadata.a:* AND NOT x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\u0000", "\\\\ud83d", "\\ud83d\\ude00", "\\\\\\ud83d\\ude00", "\\n", "😀"})
    void aPayloadWithValidEscapesIsSet(String valid) {
        assertMatches(subject("{\"a\": 1, \"b\": \"x" + valid + "\"}", null), "metadata:* metadata.a=1 x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"\"", "0", "false", "[null]"})
    void aKeyWithAnEmptyValueIsSet(String value) {
        assertMatches(subject("{\"a\":" + value + "}", null), "metadata.a:* AND metadata:a AND NOT metadata.a.b:*");
    }

    @Test
    void aKeyWithNullIsUnset() {
        assertMatches(subject("{\"a\":null}", null), "NOT metadata.a:* AND NOT metadata:a");
    }

    @Test
    void aComparisonWithValuesInParenthesesHoldsForTheirCombination() {
        FilterSubject subject = subject("{\"state\":\"A\",\"tags\":[\"x\",\"y\"],\"n\":-5}", null);

        assertMatches(subject, "metadata.state:(A OR B) AND NOT metadata.state=(B OR C) AND metadata.state=(NOT B)");
        assertMatches(subject, "metadata.tags:(x AND y) AND NOT metadata.tags:(x z) AND metadata.tags:(x -z)");
        assertMatches(subject, "metadata.n=(5 OR -5) AND metadata.n>(-6) AND metadata.n>(-6 AND NOT -4)");
        assertMatches(FAILED, "error.code=(NOT_FOUND OR PERMISSION_DENIED) AND NOT error.code=(1 OR 2)");
    }

    @Test
    void aNumberOf400CharactersComparesAndALongerOneDoesNot() {
        FilterSubject subject = subject(null, "{\"a\": 1" + "0".repeat(399) + ", \"b\": 1" + "0".repeat(400) + "}");

        assertMatches(
                subject,
                "response.a=1e399 AND response.a>0 AND NOT response.b=1e400 AND NOT response.b>0 AND response.b!=0");
    }

    private static void assertMatches(FilterSubject subject, String filter) {
        assertThat(Filter.parse(filter).matches(subject)).as(filter).isTrue();
    }
}
