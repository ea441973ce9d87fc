package org.operationsgateway.gateway.running;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;

/** The query plans of statements, with what their execution has read. */
@TestComponent
public class Plans {

    private static final Pattern ROWS = Pattern.compile("actual rows=(\\d+)|Rows Removed by [A-Za-z ]+: (\\d+)");

    private final Tables tables;

    Plans(Tables tables) {
        this.tables = tables;
    }

    /**
     * Executes a statement and returns the largest number of rows that a node of its plan has returned or filtered out.
     *
     * @param parameters the expressions that replace the parameters
     */
    public long maxRows(String statement, String... parameters) {
        return execute(statement, parameters).stream()
                .flatMap(line -> ROWS.matcher(line).results())
                .mapToLong(match -> Long.parseLong(match.group(1) == null ? match.group(2) : match.group(1)))
                .max()
                .orElseThrow();
    }

    private List<String> execute(String statement, String... parameters) {
        String sql = statement;
        for (int i = parameters.length; i > 0; i--) {
            sql = sql.replace("$" + i, parameters[i - 1]);
        }
        return tables.texts("explain (analyze, costs off, timing off) " + sql);
    }
}
