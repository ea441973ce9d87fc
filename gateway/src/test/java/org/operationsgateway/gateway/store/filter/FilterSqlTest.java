package org.operationsgateway.gateway.store.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.filter.Filter;

/** The SQL of filters: placeholders, injection, indexes and limits. */
class FilterSqlTest {

    private static final String DEEP = "{\"a\":".repeat(98) + "{\"a\":\"found\"}" + "}".repeat(98);
    private static final String LONG =
            "{\"a\": [\"" + "x".repeat(1_000_000) + "\\u0061found\", 1" + "0".repeat(100_000) + "]}";

    private static FilterTable table;

    @BeforeAll
    static void fill() {
        table = new FilterTable();
        table.run("create index on operation (metadata_type)");
        table.run("create index on operation (error_code)");
        table.run("create index on operation (create_time)");
        table.run("create index on operation (id) where not done");
        table.run("set enable_seqscan = off");
        table.fill(List.of(row("{\"@type\": \"a.B\", \"a\": \"it's\"}"), row(DEEP), row(LONG)));
    }

    @AfterAll
    static void drop() {
        table.close();
    }

    private static Row row(String metadata) {
        return new Row("operations/a", false, metadata, null, null, Instant.EPOCH, Instant.EPOCH, false);
    }

    @Test
    void valuesAreNumberedFromTheFirst() {
        FilterSql sql =
                FilterSql.of(Filter.parse("name=x AND error.code>5 AND create_time<2026-01-31T12:00:00+01:00"), 4);

        assertThat(sql.condition())
                .isEqualTo("((name collate \"C\" = $4::text) and (error_code is not null and error_code > $5::integer)"
                        + " and (create_time < $6::timestamptz))");
        assertThat(sql.values()).containsExactly("x", 5, OffsetDateTime.parse("2026-01-31T11:00:00Z"));
    }

    /** Checks the SQL, because the default collation of the test database may sort in this way too. */
    @ParameterizedTest
    @ValueSource(strings = {"name<a", "metadata.a<a", "metadata.a>=a", "error.message>a"})
    void textsAreComparedByCodePointsInAnyDatabase(String filter) {
        assertThat(FilterSql.of(Filter.parse(filter), 1).condition())
                .containsPattern("(name|content) collate \"C\" [<>]");
    }

    @Test
    void theFilterForAllOperationsIsTrue() {
        assertThat(FilterSql.of(Filter.ALL, 1)).isEqualTo(new FilterSql("true", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.@type=a.B | metadata_type",
                "metadata.@type=a.B metadata.a>5 | metadata_type",
                "error.code=NOT_FOUND done=true | error_code",
                "error.code>5 | error_code",
                "create_time>2026-01-31T12:00:00Z | create_time",
                "done=false | id",
            })
    void anIndexServesAComparisonOfAColumn(String filter, String column) {
        assertThat(table.plan(Filter.parse(filter)))
                .containsPattern("Index.* Scan (using|on) operation_" + column + "_idx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table operation; --",
                "\" or true --",
                "\\",
                "\\'",
                "$1",
                "$$",
                ":name",
                "?",
                "%",
                "_",
                "{}",
                "[0]",
                "}'::json",
                "a' collate \"C",
                "\u0001",
                "\u2028",
                "😀",
                "/*",
                "*/",
                "E'\\\\'",
                ".*",
                "^",
                "(((",
                "NULL",
                "\n",
            })
    void textOfTheFilterIsOnlyInTheValues(String text) {
        for (String filter : List.of(
                "%s",
                "name=%s",
                "name<%s",
                "name!=%s",
                "metadata.%s=%s",
                "metadata.a.%s.b:%s",
                "metadata:%s",
                "metadata.%s:*",
                "error.message:%s",
                "error.details.%s:%s",
                "metadata.@type=%s",
                "NOT response.%s!=%s")) {
            FilterSql sql = FilterSql.of(filled(filter, text), 1);

            assertThat(sql.condition())
                    .isEqualTo(FilterSql.of(filled(filter, "a"), 1).condition());
            assertThat(sql.values()).contains(text);
            table.matches(filled(filter, text));
        }
    }

    private static Filter filled(String filter, String text) {
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*") + '"';
        return Filter.parse(filter.replace("%s", quoted));
    }

    @Test
    void documentsOfAnySizeAreSearched() {
        assertThat(table.matches(Filter.parse("found"))).containsExactly(1, 2);
        assertThat(table.matches(Filter.parse("metadata.a:'*afound'"))).containsExactly(2);
        assertThat(table.matches(Filter.parse("metadata.a:1e100"))).isEmpty();
        assertThat(table.matches(Filter.parse("metadata.a='it\\'s'"))).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "found, 10",
        "metadata.a.a.a:found, 20",
        "metadata.a.a.a=found, 100",
        "metadata.a.a.a>2026-01-31T12:00:00Z, 100"
    })
    void aFilterMayHaveTheMaximumNumberOfTerms(String term, int max) {
        List<String> terms = Collections.nCopies(max, term);

        assertThat(table.matches(Filter.parse(String.join(" OR ", terms)))).doesNotContain(0);
        assertThat(table.matches(Filter.parse("-" + String.join(" -", terms)))).contains(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=found", ":found", ":*"})
    void aPathMayHaveTheMaximumNumberOfKeys(String comparison) {
        assertThat(table.matches(Filter.parse("metadata" + ".a".repeat(99) + comparison)))
                .containsExactly(1);
        assertThat(table.matches(Filter.parse("metadata" + ".0".repeat(99) + comparison)))
                .isEmpty();
    }
}
