package org.operationsgateway.gateway.store.filter;

import java.util.Locale;
import org.operationsgateway.core.filter.BrokenEscapes;
import org.operationsgateway.core.filter.Condition.Document;

/** The columns with JSON, in a form that can be looked into without failing. */
final class ReadableJson {

    private ReadableJson() {}

    /** The column's name. */
    static String column(Document document) {
        return document.name().toLowerCase(Locale.ROOT);
    }

    /** The column's value; null if there is none, or one with broken escapes. */
    static String of(Document document) {
        String text = column(document) + "::text";
        String sound = "regexp_replace(" + text + ", '" + BrokenEscapes.SOUND + "', ' ', 'g')";
        return "(case when " + text + " ~ '" + BrokenEscapes.SUSPECT + "' and " + sound + " ~ '" + BrokenEscapes.SUSPECT
                + "' then null else " + column(document) + " end)";
    }
}
