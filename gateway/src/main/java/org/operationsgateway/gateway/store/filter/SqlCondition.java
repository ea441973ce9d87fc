package org.operationsgateway.gateway.store.filter;

import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A condition of SQL, with the values that its placeholders stand for: nothing that a client sends is ever part of the
 * text.
 *
 * @param sql with placeholders, numbered from {@code first} on
 * @param first the number of the first placeholder, from 1
 * @param values in the order of the placeholders
 */
public record SqlCondition(String sql, int first, List<Object> values) {

    /** One that holds for every row. */
    public static SqlCondition always(int first) {
        return new SqlCondition("true", first, List.of());
    }

    /** Both; the placeholders of the other follow this one's. */
    public SqlCondition and(SqlCondition other) {
        if (other.first != first + values.size()) {
            throw new IllegalArgumentException("Placeholders must follow one another");
        }
        List<Object> both = new ArrayList<>(values);
        both.addAll(other.values);
        return new SqlCondition(sql + " and (" + other.sql + ")", first, both);
    }

    /** Binds the values to a statement that holds this condition. */
    public GenericExecuteSpec bind(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = statement;
        for (int i = 0; i < values.size(); i++) {
            bound = bound.bind(first - 1 + i, values.get(i));
        }
        return bound;
    }
}
