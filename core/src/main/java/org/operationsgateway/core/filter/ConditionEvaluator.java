package org.operationsgateway.core.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Status;

/**
 * An in-memory evaluator of conditions for one operation. Thread-safe and immutable.
 *
 * @param subject the operation
 */
record ConditionEvaluator(FilterSubject subject) {

    /** Returns whether a condition is true for the operation. */
    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.operands().stream().allMatch(this::holds);
            case Condition.Or or -> or.operands().stream().anyMatch(this::holds);
            case Condition.Not not -> !holds(not.operand());
            case Condition.Literal literal -> containsLiteral(literal.text());
            case Condition.Name name -> name.pattern().holds(name.relation(), subject.name());
            case Condition.Flag flag -> subject.flag(flag.field()) == flag.value();
            case Condition.Time time -> holds(time);
            case Condition.ErrorCode code -> holds(code);
            case Condition.Json json -> holds(json);
        };
    }

    private boolean containsLiteral(String text) {
        JsonValue message = subject.json(Condition.Document.ERROR).root().member("message");
        return subject.name().contains(text)
                || subject.json(Condition.Document.METADATA).strings().stream().anyMatch(it -> it.contains(text))
                || (message instanceof JsonValue.Text it && it.text().contains(text));
    }

    private boolean holds(Condition.Time time) {
        Instant value = subject.time(time.field());
        return value != null && time.relation().holds(value.compareTo(time.value()));
    }

    private boolean holds(Condition.ErrorCode condition) {
        Status error = subject.error();
        return error != null && condition.relation().holds(Integer.compare(error.number(), condition.number()));
    }

    private boolean holds(Condition.Json json) {
        JsonValue root = subject.json(json.document()).root();
        return switch (json) {
            case Condition.Compared compared -> holds(compared, descend(root, json.path()));
            case Condition.Has has -> values(root, json.path()).stream().anyMatch(value -> holds(has, value));
            case Condition.Present present -> values(root, json.path()).stream().anyMatch(JsonValue::isSet);
        };
    }

    private static @Nullable JsonValue descend(JsonValue root, List<String> path) {
        JsonValue value = root;
        for (String key : path) {
            value = value == null ? null : value.member(key);
        }
        return value;
    }

    /** Returns the values at a path, more than one if there are arrays on the path. */
    private static List<JsonValue> values(JsonValue root, List<String> path) {
        List<JsonValue> values = List.of(root);
        for (int i = 0; i < path.size(); i++) {
            String key = path.get(i);
            var parents = i == 0 ? values.stream() : values.stream().flatMap(value -> value.elements().stream());
            values = parents.<JsonValue>mapMulti((parent, children) -> {
                        JsonValue child = parent.member(key);
                        if (child != null) {
                            children.accept(child);
                        }
                    })
                    .toList();
        }
        return values;
    }

    private static boolean holds(Condition.Compared compared, @Nullable JsonValue value) {
        if (value == null || !value.isSet()) {
            return false;
        }
        return compared.relation() == Relation.NOT_EQUAL
                ? !holds(Relation.EQUAL, compared.operand(), value)
                : holds(compared.relation(), compared.operand(), value);
    }

    private static boolean holds(Condition.Has has, JsonValue value) {
        JsonValue member = value.member(has.key());
        return (member != null && member.isSet())
                || value.elements().stream().anyMatch(element -> holds(Relation.EQUAL, has.operand(), element));
    }

    private static boolean holds(Relation relation, Operand operand, JsonValue value) {
        return switch (operand) {
            case Operand.Flag flag -> isFlag(value, flag.value());
            case Operand.Text text ->
                value instanceof JsonValue.Text it && text.pattern().holds(relation, it.text());
            case Operand.Amount amount -> {
                BigDecimal read = amount(amount.quantity(), value);
                yield read != null && relation.holds(read.compareTo(amount.value()));
            }
        };
    }

    private static boolean isFlag(JsonValue value, boolean expected) {
        return switch (value) {
            case JsonValue.Flag flag -> flag.value() == expected;
            case JsonValue.Text text -> text.text().equals(String.valueOf(expected));
            default -> false;
        };
    }

    private static @Nullable BigDecimal amount(Quantity quantity, JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> quantity.read(text.text());
            case JsonValue.Numeral numeral -> quantity == Quantity.NUMBER ? quantity.read(numeral.text()) : null;
            default -> null;
        };
    }
}
