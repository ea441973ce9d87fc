package org.operationsgateway.gateway.store.filter;

import java.util.List;
import java.util.stream.Collectors;
import org.operationsgateway.core.filter.Condition;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Operand;
import org.operationsgateway.core.filter.Relation;
import org.operationsgateway.core.rpc.Any;

/**
 * A translator of conditions. Each becomes an SQL expression in parentheses that is true or false, never null. Not
 * thread-safe.
 */
final class ConditionSql {

    private static final List<String> TYPE = List.of(Any.TYPE);

    private final Bindings bindings;
    private final TextSql texts;
    private final JsonSql json;

    ConditionSql(Bindings bindings) {
        this.bindings = bindings;
        this.texts = new TextSql(bindings);
        this.json = new JsonSql(bindings, new OperandSql(bindings, texts));
    }

    String of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> joined(and.operands(), " and ", "true");
            case Condition.Or or -> joined(or.operands(), " or ", "false");
            case Condition.Not not -> "(not " + of(not.operand()) + ")";
            case Condition.Literal mention -> mention(mention.text());
            case Condition.Name name -> "(" + texts.compare("name", name.relation(), name.pattern()) + ")";
            case Condition.Flag flag -> flag(flag);
            case Condition.Time time -> time(time);
            case Condition.ErrorCode code -> code(code);
            case Condition.Compared compared ->
                isMetadataType(compared) ? metadataType(compared) : json.compared(compared);
            case Condition.Has has -> json.has(has);
            case Condition.Present present -> json.present(present);
        };
    }

    private String joined(List<Condition> operands, String operator, String empty) {
        return operands.isEmpty()
                ? empty
                : operands.stream().map(this::of).collect(Collectors.joining(operator, "(", ")"));
    }

    private String mention(String mentioned) {
        String text = bindings.text(mentioned);
        String inName = "strpos(name, " + text + ") > 0";
        String inMessage =
                "coalesce(strpos(" + ReadableJson.of(Document.ERROR) + " ->> 'message', " + text + ") > 0, false)";
        return "(" + inName + " or " + inMessage + " or " + json.anyStringContains(Document.METADATA, text) + ")";
    }

    private static String flag(Condition.Flag flag) {
        String column = switch (flag.field()) {
            case DONE -> "done";
            case CANCEL_REQUESTED -> "cancel_requested";
        };
        return flag.value() ? column : "(not " + column + ")";
    }

    private String time(Condition.Time time) {
        String comparison = " " + time.relation().symbol() + " " + bindings.timestamp(time.value());
        return switch (time.field()) {
            case CREATE_TIME -> "(create_time" + comparison + ")";
            case UPDATE_TIME -> "(update_time" + comparison + ")";
            case END_TIME -> "(done and end_time" + comparison + ")";
        };
    }

    private String code(Condition.ErrorCode code) {
        // Not coalesce, which would hide the comparison from an index.
        return "(error_code is not null and error_code " + code.relation().symbol() + " "
                + bindings.integer(code.number()) + ")";
    }

    /** Recognises the comparison that the column {@code metadata_type} serves. */
    private static boolean isMetadataType(Condition.Compared compared) {
        return compared.document() == Document.METADATA
                && compared.path().equals(TYPE)
                && compared.relation() == Relation.EQUAL
                && compared.operand() instanceof Operand.Text text
                && text.pattern().isExact();
    }

    private String metadataType(Condition.Compared compared) {
        String type = ((Operand.Text) compared.operand()).pattern().text();
        return "(metadata_type is not null and metadata_type = " + bindings.text(type) + ")";
    }
}
