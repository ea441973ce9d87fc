package org.operationsgateway.core.filter;

import java.util.List;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Condition.FlagField;
import org.operationsgateway.core.filter.Condition.TimeField;
import org.operationsgateway.core.filter.Expression.Restriction;

/**
 * A compiler of expressions to conditions, which checks that each comparison fits its field.
 *
 * <p>The implementation delegates JSON fields to {@link JsonConditionCompiler}. It compiles one filter, and is not
 * thread-safe.
 */
final class ConditionCompiler {

    private static final String FIELDS = "one of the fields name, done, metadata, response, error, create_time,"
            + " update_time, end_time and cancel_requested";

    private final FilterText filter;
    private final ArgumentParser arguments;
    private final JsonConditionCompiler json;

    ConditionCompiler(FilterText filter) {
        this.filter = filter;
        this.arguments = new ArgumentParser(filter);
        this.json = new JsonConditionCompiler(filter, arguments);
    }

    /** Compiles an expression; fails with the position of the first invalid comparison. */
    Condition condition(Expression expression) {
        return switch (expression) {
            case Expression.And and -> new Condition.And(conditions(and.operands()));
            case Expression.Or or -> new Condition.Or(conditions(or.operands()));
            case Expression.Not not -> new Condition.Not(condition(not.operand()));
            case Expression.Literal literal -> new Condition.Literal(literal.text());
            case Restriction restriction -> comparison(restriction);
        };
    }

    private List<Condition> conditions(List<Expression> expressions) {
        return expressions.stream().map(this::condition).toList();
    }

    private Condition comparison(Restriction restriction) {
        Word field = restriction.member().getFirst();
        return switch (field.text()) {
            case "name" -> name(restriction);
            case "done" -> flag(restriction, FlagField.DONE);
            case "cancel_requested", "cancelRequested" -> flag(restriction, FlagField.CANCEL_REQUESTED);
            case "create_time", "createTime" -> time(restriction, TimeField.CREATE_TIME);
            case "update_time", "updateTime" -> time(restriction, TimeField.UPDATE_TIME);
            case "end_time", "endTime" -> time(restriction, TimeField.END_TIME);
            case "metadata" -> json.payload(restriction, Document.METADATA);
            case "response" -> json.payload(restriction, Document.RESPONSE);
            case "error" -> json.error(restriction);
            default -> throw filter.expected(field.position(), FIELDS);
        };
    }

    private Condition name(Restriction restriction) {
        arguments.expectEndOfPath(restriction, 1);
        return restriction.isPresence()
                ? Condition.ALWAYS
                : new Condition.Name(restriction.operator().relation(), arguments.pattern(restriction));
    }

    private Condition flag(Restriction restriction, FlagField field) {
        arguments.expectEndOfPath(restriction, 1);
        if (restriction.operator().relation().isOrder()) {
            throw filter.expected(restriction.argument().position(), "= or != before true or false");
        }
        boolean value = restriction.isPresence() || arguments.flag(restriction.argument());
        return new Condition.Flag(field, value == (restriction.operator().relation() == Relation.EQUAL));
    }

    private Condition time(Restriction restriction, TimeField field) {
        arguments.expectEndOfPath(restriction, 1);
        if (restriction.isPresence()) {
            return field == TimeField.END_TIME ? new Condition.Flag(FlagField.DONE, true) : Condition.ALWAYS;
        }
        return new Condition.Time(field, restriction.operator().relation(), arguments.instant(restriction.argument()));
    }
}
