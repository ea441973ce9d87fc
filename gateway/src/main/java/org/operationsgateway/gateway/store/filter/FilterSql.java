package org.operationsgateway.gateway.store.filter;

import java.util.List;
import org.operationsgateway.core.filter.Filter;

/**
 * A filter as an SQL condition.
 *
 * <p>The condition applies to a row with the columns {@code name}, {@code done}, {@code metadata},
 * {@code metadata_type}, {@code response}, {@code error}, {@code error_code}, {@code cancel_requested},
 * {@code create_time}, {@code update_time} and {@code end_time}; the JSON columns are of type {@code json}. It is true
 * for the rows that the filter matches in memory, and false, never null, for all others. It fails for no JSON in a row.
 * Comparisons of columns are plain, so that indexes serve them. The text of the filter is never part of the condition,
 * only of the values. Immutable.
 *
 * @param condition refers to the values by number, such as {@code $3}
 * @param values in the order of their numbers: texts, decimals, integers and timestamps
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
