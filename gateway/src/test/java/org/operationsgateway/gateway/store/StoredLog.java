package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.operationsgateway.gateway.running.Tables;

/** The log entries of one incarnation, as stored in the table. */
record StoredLog(Tables tables, long incarnation) {

    /** Asserts that the revision numbers are 1, 2, 3 … up to the last. */
    void assertRevisions(long last) {
        assertThat(column("revision"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).mapToObj(Long::toString).toList());
    }

    /** Asserts that the row equals the last entry, and that one statement wrote both. */
    void assertLastMatchesRow() {
        String matches = """
                select revision = (select max(revision) from operation_event where life = %1$d)
                    and o.done = e.done and o.update_time = e.time
                    and o.end_time is not distinct from case when o.done then o.update_time end
                    and (o.metadata::text, o.response::text, o.error::text)
                        is not distinct from (e.metadata::text, e.response::text, e.error::text)
                    and o.xmin = e.xmin and o.cmin = e.cmin
                from operation o join operation_event e using (life, revision)
                where life = %1$d
                """.formatted(incarnation);
        assertThat(tables.texts(matches)).containsExactly("true");
    }

    /** Returns an expression over all entries, in order of their revisions. */
    List<String> column(String expression) {
        return tables.texts(
                "select " + expression + " from operation_event where life = " + incarnation + " order by revision");
    }
}
