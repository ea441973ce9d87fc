package org.operationsgateway.gateway.store.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;

/** The agreement of the two evaluators of filters: SQL for lists, and in memory for streams. */
class FilterAgreementProperties {

    private static final int MAX_FILTERS_PER_QUERY = 40;

    private static final FilterTable TABLE = new FilterTable();

    @AfterContainer
    static void drop() {
        TABLE.close();
    }

    @Property(tries = 400)
    @StatisticsReport(StatisticsReportMode.OFF)
    void databaseAndMemorySelectTheSameRows(@ForAll("rows") List<Row> rows, @ForAll("filters") List<Filter> filters) {
        TABLE.fill(rows);

        assertAgreement(rows, filters);

        Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 15 && share < 85));
    }

    @Example
    @StatisticsReport(StatisticsReportMode.OFF)
    void databaseAndMemoryCompareEveryValueWithEveryArgumentAlike() {
        List<Row> rows = JsonTexts.scalars().stream().map(Row::withValue).toList();
        List<Filter> filters = Filters.comparisons();
        TABLE.fill(rows);

        for (int from = 0; from < filters.size(); from += MAX_FILTERS_PER_QUERY) {
            assertAgreement(rows, filters.subList(from, Math.min(from + MAX_FILTERS_PER_QUERY, filters.size())));
        }
    }

    private static void assertAgreement(List<Row> rows, List<Filter> filters) {
        List<FilterSubject> subjects = rows.stream().map(Row::subject).toList();
        List<List<Boolean>> results = TABLE.evaluate(filters);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < filters.size(); j++) {
                boolean matches = filters.get(j).matches(subjects.get(i));
                Statistics.collect(matches);
                assertThat(results.get(i).get(j))
                        .as("%s of %s", filters.get(j), rows.get(i))
                        .isEqualTo(matches);
            }
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Row.any().list().ofSize(30);
    }

    @Provide
    Arbitrary<List<Filter>> filters() {
        return Filters.any().list().ofSize(30);
    }
}
