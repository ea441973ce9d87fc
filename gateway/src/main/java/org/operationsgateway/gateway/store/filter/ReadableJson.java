package org.operationsgateway.gateway.store.filter;

import java.util.Locale;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.json.BrokenEscapes;

/** The JSON columns as expressions whose values PostgreSQL can process without an error. */
final class ReadableJson {

    private ReadableJson() {}

    /** Returns the name of the column. */
    static String column(Document document) {
        return document.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value of the column; null if it is null or contains an invalid Unicode escape. */
    static String of(Document document) {
        String text = column(document) + "::text";
        String withoutValidEscapes = "regexp_replace(" + text + ", '" + BrokenEscapes.VALID + "', ' ', 'g')";
        return "(case when " + text + " ~ '" + BrokenEscapes.CANDIDATE + "' and " + withoutValidEscapes + " ~ '"
                + BrokenEscapes.CANDIDATE + "' then null else " + column(document) + " end)";
    }
}
