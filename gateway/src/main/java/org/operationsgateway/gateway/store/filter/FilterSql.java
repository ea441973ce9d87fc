package org.operationsgateway.gateway.store.filter;

import java.util.List;
import org.operationsgateway.core.filter.Filter;

/**
 * A filter as a condition of SQL, on a row with the columns {@code name}, {@code done}, {@code metadata}, {@code
 * metadata_type}, {@code response}, {@code error}, {@code error_code}, {@code cancel_requested}, {@code create_time} and
 * {@code update_time}, {@code end_time}, the JSON of type {@code json}.
 *
 * <p>It is true for the rows that the filter matches in memory, and false, never null, for all others. Nothing that the
 * filter's author wrote is part of it: that is in the values. It does not fail, whatever JSON is in the row. Comparisons
 * of columns are left as they are, so that indexes can serve them.
 *
 * @param condition refers to the values by number, as {@code $3}
 * @param values in the order of their numbers; texts, decimals, whole numbers and moments
 */
public record FilterSql(String condition, List<Object> values) {

    public FilterSql {
        values = List.copyOf(values);
    }

    /**
     * Translates a filter.
     *
     * @param firstPlaceholder the number of the first value, from 1
     */
    public static FilterSql of(Filter filter, int firstPlaceholder) {
        Bindings bindings = new Bindings(firstPlaceholder);
        String condition = new ConditionSql(bindings).of(filter.condition());
        return new FilterSql(condition, bindings.values());
    }
}
