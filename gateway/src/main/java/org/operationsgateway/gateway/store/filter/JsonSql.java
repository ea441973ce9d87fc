package org.operationsgateway.gateway.store.filter;

import java.util.List;
import org.operationsgateway.core.filter.Condition;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Relation;

/**
 * Translates what is asked of JSON.
 *
 * <p>A path is followed by one operator {@code ->} with a text for each key: unlike a path as a whole, that never takes
 * digits for an index of an array. {@code offset 0} keeps the planner from copying an expression to wherever its value is
 * used, which would parse the JSON as many times.
 *
 * @param bindings takes keys
 * @param operands takes arguments
 */
record JsonSql(Bindings bindings, OperandSql operands) {

    String compared(Condition.Compared compared) {
        String value = ReadableJson.of(compared.document()) + keys(compared.path());
        return "coalesce((select " + operands.holds(compared.relation(), compared.operand()) + " from " + scalar(value)
                + "), false)";
    }

    String present(Condition.Present present) {
        return "exists (select from " + parents(present) + " where json_typeof(" + value(present) + ") <> 'null')";
    }

    String has(Condition.Has has) {
        String key = "json_typeof(scalar.value -> " + bindings.text(has.key()) + ") <> 'null'";
        // Refers to the innermost row that it stands in: of an element, or of what is no array.
        String equal = operands.holds(Relation.EQUAL, has.operand());
        String element = "exists (select from json_array_elements(scalar.value) as element(value) cross join lateral "
                + scalar("element.value") + " where " + equal + ")";
        return "exists (select from " + parents(has) + " cross join lateral " + scalar(value(has)) + " where " + key
                + " or case kind when 'array' then " + element + " else " + equal + " end)";
    }

    /** That a string anywhere in a document contains the text at a placeholder. */
    String anyStringContains(Document document, String sought) {
        String text = ReadableJson.column(document) + "::text";
        // Where nothing is escaped, a string that contains it would show in the text as it is.
        String possible = "strpos(" + text + ", " + sought + ") > 0 or strpos(" + text + ", chr(92)) > 0";
        return "(case when " + possible + " then exists (" + nodes(ReadableJson.of(document))
                + "select from node where json_typeof(value) = 'string' and strpos(value #>> '{}', " + sought
                + ") > 0) else false end)";
    }

    /** The nodes of a document, itself among them, whatever their depth. */
    private static String nodes(String document) {
        return """
                with recursive node(value) as (
                    select %s
                    union all
                    select child.value from node cross join lateral (
                        select value from json_each(case json_typeof(node.value) when 'object' then node.value end)
                        union all
                        select value from json_array_elements(case json_typeof(node.value) when 'array' then node.value end)
                    ) as child
                )
                """.formatted(document);
    }

    /** A row of a value, its JSON type and its content as text. */
    private static String scalar(String value) {
        return "(select value, json_typeof(value) as kind, value #>> '{}' as content from (select " + value
                + " as value offset 0) as it offset 0) as scalar";
    }

    /** Rows of what the last key is looked up in: the document, or the elements on the way to there. */
    private String parents(Condition.Json json) {
        StringBuilder from =
                new StringBuilder("(select " + ReadableJson.of(json.document()) + " as value offset 0) as p0");
        for (int i = 0; i < json.path().size() - 1; i++) {
            String child = "p" + i + ".value" + key(json.path().get(i));
            from.append(" cross join lateral ")
                    .append(elements(child))
                    .append(" as p")
                    .append(i + 1)
                    .append("(value)");
        }
        return from.toString();
    }

    /** The value at the end of the path, in a row of {@link #parents}. */
    private String value(Condition.Json json) {
        List<String> path = json.path();
        return path.isEmpty() ? "p0.value" : "(p" + (path.size() - 1) + ".value" + key(path.getLast()) + ")";
    }

    private static String elements(String value) {
        return "json_array_elements(case json_typeof(" + value + ") when 'array' then " + value
                + " else json_build_array(" + value + ") end)";
    }

    private String keys(List<String> path) {
        StringBuilder keys = new StringBuilder();
        path.forEach(key -> keys.append(key(key)));
        return keys.toString();
    }

    private String key(String key) {
        return " -> " + bindings.text(key);
    }
}
