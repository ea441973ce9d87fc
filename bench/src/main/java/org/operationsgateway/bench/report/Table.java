package org.operationsgateway.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/** Markdown tables of the goals and the results. */
final class Table {

    private Table() {}

    static String write(List<Goal> goals, Results results) {
        String head = """
                | | goal | gateway | peer | ratio | |
                |---|---|---|---|---|---|
                """;
        return head + goals.stream().map(goal -> row(goal, results)).collect(Collectors.joining());
    }

    private static String row(Goal goal, Results results) {
        MedianRange gatewayFigures = goal.gatewayFigures(results);
        String verdict =
                Double.isNaN(gatewayFigures.median()) ? "not measured" : goal.isMet(results) ? "met" : "**missed**";
        String peer = goal.peer() == null ? "–" : name(goal.peer()) + ": " + goal.peerFigures(results);
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(goal.title(), goal.text(), gatewayFigures, peer, ratio(goal, results), verdict);
    }

    /** Returns no ratio of lost deliveries, which are 0 on both sides. */
    private static MedianRange ratio(Goal goal, Results results) {
        return goal.figure().endsWith("Lost") ? MedianRange.of(List.of()) : goal.ratio(results);
    }

    private static String name(String side) {
        return side.substring(side.lastIndexOf('-') + 1);
    }

    /** Returns a table of all figures of a side. */
    static String writeAll(String side, Results results) {
        StringBuilder table = new StringBuilder("| " + side + " | |\n|---|---|\n");
        results.of(side).stream()
                .flatMap(result -> result.figures().keySet().stream())
                .distinct()
                .forEach(figure ->
                        table.append("| %s | %s |%n".formatted(figure, MedianRange.of(results.figures(side, figure)))));
        return table.toString();
    }

    /** Returns a table of selected figures, with one row for each side. */
    static String writeFigures(Results results, List<String> figures) {
        StringBuilder table = new StringBuilder("| |");
        figures.forEach(figure -> table.append(' ').append(figure).append(" |"));
        table.append("\n|---|").append("---|".repeat(figures.size())).append('\n');
        for (String side : results.rounds().keySet()) {
            table.append("| ").append(side).append(" |");
            figures.forEach(figure -> table.append(' ')
                    .append(MedianRange.of(results.figures(side, figure)))
                    .append(" |"));
            table.append('\n');
        }
        return table.toString();
    }
}
