package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.FLOAT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT_ARRAY;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement that makes a batch of changes: an array for each column, with an element for each
 * change. Immutable.
 *
 * @param changes at least one
 * @param <C> the type of the changes
 */
record BatchColumns<C>(List<C> changes) {

    /**
     * The minimum length of the arrays; shorter ones are padded with nulls. PostgreSQL uses a generic plan only if it
     * is not estimated to cost more than a custom plan. The estimate for a generic plan assumes arrays of ten elements,
     * so for shorter arrays PostgreSQL would plan each execution, which costs several times as much as the change.
     */
    private static final int MIN_ELEMENTS = 16;

    Parameter texts(Function<C, @Nullable String> value) {
        return column(TEXT_ARRAY, String[]::new, value);
    }

    Parameter numbers(Function<C, @Nullable Long> value) {
        return column(INT8_ARRAY, Long[]::new, value);
    }

    Parameter intervals(Function<C, @Nullable Duration> value) {
        return column(FLOAT8_ARRAY, Double[]::new, change -> ColumnValues.seconds(value.apply(change)));
    }

    /** Returns the array of one column; null if it contains only nulls. */
    <T extends @Nullable Object> Parameter column(Type type, IntFunction<T[]> array, Function<C, T> value) {
        T[] values = array.apply(Math.max(changes.size(), MIN_ELEMENTS));
        boolean hasValue = false;
        for (int i = 0; i < changes.size(); i++) {
            values[i] = value.apply(changes.get(i));
            hasValue |= values[i] != null;
        }
        return hasValue ? Parameters.in(type, values) : Parameters.in(type);
    }
}
