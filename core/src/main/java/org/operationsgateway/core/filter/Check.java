package org.operationsgateway.core.filter;

import java.util.List;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Condition.FlagField;
import org.operationsgateway.core.filter.Condition.TimeField;
import org.operationsgateway.core.filter.Expression.Restriction;

/** Makes a condition of the syntax of a filter, or says which comparison its fields cannot answer. */
final class Check {

    private static final String FIELDS = "one of the fields name, done, metadata, response, error, create_time,"
            + " update_time, end_time and cancel_requested";

    private final FilterText filter;
    private final Arguments arguments;
    private final JsonCheck json;

    Check(FilterText filter) {
        this.filter = filter;
        this.arguments = new Arguments(filter);
        this.json = new JsonCheck(filter, arguments);
    }

    Condition condition(Expression expression) {
        return switch (expression) {
            case Expression.And and -> new Condition.And(conditions(and.operands()));
            case Expression.Or or -> new Condition.Or(conditions(or.operands()));
            case Expression.Not not -> new Condition.Not(condition(not.operand()));
            case Expression.Literal literal -> new Condition.Mention(literal.text());
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
        arguments.expectNoMore(restriction, 1);
        return restriction.isPresence()
                ? Condition.ALWAYS
                : new Condition.Name(restriction.operator().relation(), arguments.pattern(restriction));
    }

    private Condition flag(Restriction restriction, FlagField field) {
        arguments.expectNoMore(restriction, 1);
        if (restriction.operator().relation().isOrder()) {
            throw filter.expected(restriction.argument().position(), "= or != before true or false");
        }
        boolean value = restriction.isPresence() || arguments.flag(restriction.argument());
        return new Condition.Flag(field, value == (restriction.operator().relation() == Relation.EQUAL));
    }

    private Condition time(Restriction restriction, TimeField field) {
        arguments.expectNoMore(restriction, 1);
        if (restriction.isPresence()) {
            return field == TimeField.END_TIME ? new Condition.Flag(FlagField.DONE, true) : Condition.ALWAYS;
        }
        return new Condition.Time(field, restriction.operator().relation(), arguments.instant(restriction.argument()));
    }
}
