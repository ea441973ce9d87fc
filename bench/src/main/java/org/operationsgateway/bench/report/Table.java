package org.operationsgateway.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/** The goals and what was measured, in Markdown. */
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
        MedianRange ours = goal.ours(results);
        String verdict = Double.isNaN(ours.median()) ? "not measured" : goal.met(results) ? "met" : "**missed**";
        String peer = goal.peer() == null ? "–" : name(goal.peer()) + ": " + goal.theirs(results);
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(goal.title(), goal.text(), ours, peer, ratio(goal, results), verdict);
    }

    /** Of nothing to nothing there is no ratio. */
    private static MedianRange ratio(Goal goal, Results results) {
        return goal.figure().endsWith("Lost") ? MedianRange.of(List.of()) : goal.ratio(results);
    }

    private static String name(String side) {
        return side.substring(side.lastIndexOf('-') + 1);
    }

    /** Every figure of one side. */
    static String writeAll(String side, Results results) {
        StringBuilder table = new StringBuilder("| " + side + " | |\n|---|---|\n");
        results.of(side).stream()
                .flatMap(result -> result.figures().keySet().stream())
                .distinct()
                .forEach(figure ->
                        table.append("| %s | %s |%n".formatted(figure, MedianRange.of(results.figures(side, figure)))));
        return table.toString();
    }

    /** The medians of everything that was measured, one line for each workload and side. */
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
