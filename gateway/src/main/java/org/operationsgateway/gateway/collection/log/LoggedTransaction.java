package org.operationsgateway.gateway.collection.log;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.ChangeSql;

/**
 * A transaction with entries in the log. Immutable.
 *
 * @param xid the transaction id; 0 if no transaction has logged an entry
 * @param check the {@linkplain org.operationsgateway.gateway.revision.RevisionTag#check check} of its last entry; null
 *     if entries of the transaction were purged
 */
public record LoggedTransaction(long xid, @Nullable Long check) {

    private static final String CHECK = ChangeSql.check("time");

    /** The SQL expression for the latest transaction that has, or had, an entry, as a text that is parsed. */
    public static final String LATEST = """
            (
                select concat_ws(' ', greatest(entry.xid, purged_xid), case when entry.xid > purged_xid then %s end)
                from gateway left join (
                    select xid, time from operation_event order by xid desc, life desc, revision desc limit 1
                ) as entry on true
            )
            """.formatted(CHECK);

    /**
     * Returns the SQL expression for the check of the last entry of a transaction; null if it has no entry.
     *
     * @param xid an expression for the transaction id
     */
    public static String checkSql(String xid) {
        return "(select %s from operation_event where xid = %s order by life desc, revision desc limit 1)"
                .formatted(CHECK, xid);
    }

    /** Parses the value of {@link #LATEST}. */
    public static LoggedTransaction parse(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? new LoggedTransaction(Long.parseLong(text), null)
                : new LoggedTransaction(
                        Long.parseLong(text.substring(0, space)), Long.valueOf(text.substring(space + 1)));
    }
}
