package org.operationsgateway.gateway.store.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;

/** A filter means the same to a list, which asks the database, and to a stream, which asks it in memory. */
class FilterAgreementProperties {

    private static final FilterTable TABLE = new FilterTable();

    @AfterContainer
    static void drop() {
        TABLE.close();
    }

    @Property(tries = 400)
    void theDatabaseMatchesWhatMemoryMatches(@ForAll("rows") List<Row> rows, @ForAll("filters") List<Filter> filters) {
        TABLE.fill(rows);

        List<List<Boolean>> answers = TABLE.answers(filters);

        for (int i = 0; i < rows.size(); i++) {
            FilterSubject subject = rows.get(i).subject();
            for (int j = 0; j < filters.size(); j++) {
                assertThat(answers.get(i).get(j))
                        .as("%s of %s", filters.get(j), rows.get(i))
                        .isEqualTo(filters.get(j).matches(subject));
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
