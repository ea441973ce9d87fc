package org.operationsgateway.gateway.store.filter;

import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * An SQL condition with the values of its placeholders. Text that a client sends is always a value, never part of the
 * SQL. Immutable.
 *
 * @param sql the text, with placeholders numbered from {@code first}
 * @param first the number of the first placeholder, at least 1
 * @param values in the order of the placeholders
 */
public record SqlCondition(String sql, int first, List<Object> values) {

    /** Returns the condition that is true for every row. */
    public static SqlCondition always(int first) {
        return new SqlCondition("true", first, List.of());
    }

    /**
     * Returns the conjunction of this condition and one with the next placeholders.
     *
     * @throws IllegalArgumentException if they do not
     */
    public SqlCondition and(SqlCondition other) {
        if (other.first != first + values.size()) {
            throw new IllegalArgumentException(
                    "Placeholder $" + other.first + " does not follow the placeholders of " + sql);
        }
        List<Object> both = new ArrayList<>(values);
        both.addAll(other.values);
        return new SqlCondition(sql + " and (" + other.sql + ")", first, both);
    }

    /** Binds the values to a statement that contains this condition. */
    public GenericExecuteSpec bind(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = statement;
        for (int i = 0; i < values.size(); i++) {
            bound = bound.bind(first - 1 + i, values.get(i));
        }
        return bound;
    }
}
