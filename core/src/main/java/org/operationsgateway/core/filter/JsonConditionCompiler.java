package org.operationsgateway.core.filter;

import java.util.List;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Expression.Restriction;
import org.operationsgateway.core.json.JsonInput;

/** The part of the {@link ConditionCompiler} for fields that contain JSON, for one filter. Not thread-safe. */
final class JsonConditionCompiler {

    private static final TextPattern EMPTY = TextPattern.exactly("");

    private final FilterText filter;
    private final ArgumentParser arguments;
    private int listTerms;

    JsonConditionCompiler(FilterText filter, ArgumentParser arguments) {
        this.filter = filter;
        this.arguments = arguments;
    }

    /** Compiles a comparison of a value in metadata or response, which have no fixed keys. */
    Condition payload(Restriction restriction, Document document) {
        List<String> path = path(restriction);
        if (path.isEmpty() && restriction.operator() != Operator.HAS) {
            throw filter.expected(
                    restriction.argument().position(),
                    "a path into the payload before =, as in metadata.key=value, or :");
        }
        return json(restriction, document, path);
    }

    /** Compiles a comparison of an error or of one of its fields. */
    Condition error(Restriction restriction) {
        if (restriction.member().size() == 1) {
            return presence(restriction);
        }
        Word field = restriction.member().get(1);
        return switch (field.text()) {
            case "code" -> code(restriction);
            case "message" -> message(restriction);
            case "details" -> details(restriction);
            default -> throw filter.expected(field.position(), "code, message or details");
        };
    }

    private Condition presence(Restriction restriction) {
        if (!restriction.isPresence()) {
            throw filter.expected(
                    restriction.argument().position(), "error:* or one of error.code, error.message and error.details");
        }
        return new Condition.Present(Document.ERROR, List.of());
    }

    private Condition code(Restriction restriction) {
        arguments.expectEndOfPath(restriction, 2);
        return restriction.isPresence()
                ? new Condition.Present(Document.ERROR, List.of())
                : new Condition.ErrorCode(restriction.operator().relation(), arguments.code(restriction));
    }

    /** In ProtoJSON, an empty message is an absent one. */
    private Condition message(Restriction restriction) {
        arguments.expectEndOfPath(restriction, 2);
        Relation relation = restriction.isPresence()
                ? Relation.NOT_EQUAL
                : restriction.operator().relation();
        TextPattern pattern = restriction.isPresence() ? EMPTY : arguments.pattern(restriction);
        return new Condition.Compared(Document.ERROR, path(restriction), relation, new Operand.Text(pattern));
    }

    private Condition details(Restriction restriction) {
        if (restriction.operator() != Operator.HAS) {
            throw filter.expected(restriction.argument().position(), ": before it, because details are a list");
        }
        return json(restriction, Document.ERROR, path(restriction));
    }

    private Condition json(Restriction restriction, Document document, List<String> path) {
        if (restriction.operator() == Operator.HAS && ++listTerms > Filter.MAX_LIST_TERMS) {
            throw filter.expected(
                    restriction.position(), "at most " + Filter.MAX_LIST_TERMS + " comparisons with : in payloads");
        }
        if (restriction.isPresence()) {
            return new Condition.Present(document, path);
        }
        Operand operand = arguments.operand(restriction);
        return restriction.operator() == Operator.HAS
                ? new Condition.Has(
                        document, path, operand, restriction.argument().text())
                : new Condition.Compared(document, path, restriction.operator().relation(), operand);
    }

    /** Bounds the cost in PostgreSQL. No document is nested deeper than this limit. */
    private List<String> path(Restriction restriction) {
        if (restriction.member().size() > JsonInput.MAX_DEPTH) {
            throw filter.expected(
                    restriction.member().get(JsonInput.MAX_DEPTH).position(),
                    "a path of at most " + JsonInput.MAX_DEPTH + " names");
        }
        return restriction.member().stream().skip(1).map(Word::text).toList();
    }
}
