package org.operationsgateway.gateway.store.filter;

import java.util.List;
import org.operationsgateway.core.filter.Condition;
import org.operationsgateway.core.filter.Condition.Document;
import org.operationsgateway.core.filter.Relation;

/**
 * A translator of conditions on JSON documents. Not thread-safe.
 *
 * <p>A path becomes one operator {@code ->} for each key. Unlike the path operator {@code #>}, it never interprets
 * digits as an array index. {@code offset 0} prevents the planner from inlining a subquery, which would parse the JSON
 * once for each use of the value.
 *
 * @param bindings receives the keys
 * @param operands translates the operands
 */
record JsonSql(Bindings bindings, OperandSql operands) {

    String compared(Condition.Compared compared) {
        String value = ReadableJson.of(compared.document()) + keys(compared.path());
        return "coalesce((select " + operands.compare(compared.relation(), compared.operand()) + " from "
                + scalar(value) + "), false)";
    }

    String present(Condition.Present present) {
        return "exists (select from " + parents(present) + " where json_typeof(" + value(present) + ") <> 'null')";
    }

    String has(Condition.Has has) {
        String key = "json_typeof(scalar.value -> " + bindings.text(has.key()) + ") <> 'null'";
        // Used twice: it refers to the innermost row of scalar, which is an array element or the value itself.
        String equal = operands.compare(Relation.EQUAL, has.operand());
        String element = "exists (select from json_array_elements(scalar.value) as element(value) cross join lateral "
                + scalar("element.value") + " where " + equal + ")";
        return "exists (select from " + parents(has) + " cross join lateral " + scalar(value(has)) + " where " + key
                + " or case kind when 'array' then " + element + " else " + equal + " end)";
    }

    /** Returns the condition that a string at any depth of a document contains the text at a placeholder. */
    String anyStringContains(Document document, String placeholder) {
        String text = ReadableJson.column(document) + "::text";
        // Without escapes, a string that contains the text appears unchanged in the document: a cheap test before the
        // search.
        String candidate = "strpos(" + text + ", " + placeholder + ") > 0 or strpos(" + text + ", chr(92)) > 0";
        return "(case when " + candidate + " then exists (" + nodes(ReadableJson.of(document))
                + "select from node where json_typeof(value) = 'string' and strpos(value #>> '{}', " + placeholder
                + ") > 0) else false end)";
    }

    /** Returns a common table expression with all nodes of a document, including the document itself. */
    private static String nodes(String document) {
        return """
                with recursive node(value) as (
                    select %s
                    union all
                    select child.value from node cross join lateral (
                        select value from json_each(case json_typeof(node.value) when 'object' then node.value end)
                        union all
                        select value
                        from json_array_elements(case json_typeof(node.value) when 'array' then node.value end)
                    ) as child
                )
                """.formatted(document);
    }

    /** Returns a subquery with one row: a value, its JSON type and its content as text. */
    private static String scalar(String value) {
        return "(select value, json_typeof(value) as kind, value #>> '{}' as content from (select " + value
                + " as value offset 0) as source offset 0) as scalar";
    }

    /** Returns the rows in which the last key of the path is read; an array on the path adds a row for each element. */
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

    /** Returns the value at the end of the path, in a row of {@link #parents}. */
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
