package org.operationsgateway.gateway.store.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The values to bind to a condition. Each method adds a value and returns its placeholder with a cast. Not thread-safe.
 */
final class Bindings {

    private final int first;
    private final List<Object> values = new ArrayList<>();

    /** Creates an empty list, with {@code first} as the number of the first placeholder. */
    Bindings(int first) {
        this.first = first;
    }

    String text(String value) {
        return add(value, "text");
    }

    String numeric(BigDecimal value) {
        return add(value, "numeric");
    }

    String integer(int value) {
        return add(value, "integer");
    }

    String timestamp(Instant value) {
        return add(value.atOffset(ZoneOffset.UTC), "timestamptz");
    }

    private String add(Object value, String type) {
        values.add(value);
        return "$" + (first + values.size() - 1) + "::" + type;
    }

    List<Object> values() {
        return values;
    }
}
