package org.operationsgateway.core.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.json.JsonValue;
import org.operationsgateway.core.rpc.Status;

/**
 * An in-memory evaluator of conditions for one operation. Not thread-safe.
 *
 * @param subject the operation
 * @param budget bounds the visits of values
 */
record ConditionEvaluator(FilterSubject subject, FilterBudget budget) {

    /** The cost of the conversion of a text to a number or a time. */
    private static final int VISITS_PER_AMOUNT = 10;

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
                || subject.json(Condition.Document.METADATA).strings().stream().anyMatch(it -> contains(it, text))
                || (message instanceof JsonValue.Text it && contains(it.text(), text));
    }

    private boolean contains(String value, String text) {
        budget.visit(value);
        return TextSearch.contains(value, text);
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
            case Condition.Has has -> anyMatch(root, has.path(), 0, value -> holds(has, value));
            case Condition.Present present -> anyMatch(root, present.path(), 0, JsonValue::isSet);
        };
    }

    private @Nullable JsonValue descend(JsonValue root, List<String> path) {
        JsonValue value = root;
        for (String key : path) {
            budget.visit();
            value = value == null ? null : value.member(key);
        }
        return value;
    }

    /**
     * Returns whether any of the values at a path matches; there are several if there are arrays on the path. Recursive
     * to the length of the path.
     */
    private boolean anyMatch(JsonValue parent, List<String> path, int index, Predicate<JsonValue> condition) {
        if (path.isEmpty()) {
            return condition.test(parent);
        }
        budget.visit();
        JsonValue child = parent.member(path.get(index));
        if (child == null) {
            return false;
        }
        if (index == path.size() - 1) {
            return condition.test(child);
        }
        for (JsonValue element : child.elements()) {
            if (anyMatch(element, path, index + 1, condition)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Condition.Compared compared, @Nullable JsonValue value) {
        if (value == null || !value.isSet()) {
            return false;
        }
        return compared.relation() == Relation.NOT_EQUAL
                ? !holds(Relation.EQUAL, compared.operand(), value)
                : holds(compared.relation(), compared.operand(), value);
    }

    private boolean holds(Condition.Has has, JsonValue value) {
        JsonValue member = value.member(has.key());
        if (member != null && member.isSet()) {
            return true;
        }
        for (JsonValue element : value.elements()) {
            if (holds(Relation.EQUAL, has.operand(), element)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Relation relation, Operand operand, JsonValue value) {
        spend(value, operand);
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

    private void spend(JsonValue value, Operand operand) {
        if (value instanceof JsonValue.Text text) {
            budget.visit(text.text());
        } else {
            budget.visit();
        }
        if (operand instanceof Operand.Amount) {
            budget.spend(VISITS_PER_AMOUNT);
        }
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
