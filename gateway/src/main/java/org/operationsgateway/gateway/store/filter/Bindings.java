package org.operationsgateway.gateway.store.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Collects values to bind, and gives each a placeholder of its type. */
final class Bindings {

    private final int first;
    private final List<Object> values = new ArrayList<>();

    /** The placeholders count from {@code first}. */
    Bindings(int first) {
        this.first = first;
    }

    String text(String value) {
        return add(value, "text");
    }

    String number(BigDecimal value) {
        return add(value, "numeric");
    }

    String number(int value) {
        return add(value, "integer");
    }

    String moment(Instant value) {
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
