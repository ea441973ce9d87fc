package org.operationsgateway.robustness.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.operationsgateway.robustness.promise.Promise;
import org.operationsgateway.robustness.promise.Violation;

/** The report of a run, as Markdown. */
public final class MarkdownReport {

    private static final int MAX_VIOLATIONS = 10;
    private static final int MAX_LENGTH = 600;

    private MarkdownReport() {}

    /**
     * Returns the report.
     *
     * @param command the command that repeats the run
     */
    public static String write(String command, Counts counts, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append("# Robustness run: ").append(verdict.passed() ? "passed" : "FAILED");
        text.append("\n\n    ").append(command).append("\n\n");
        counts(text, counts);
        faults(text, counts.faults());
        promises(text, verdict.violations());
        verdict.shortfalls()
                .forEach(shortfall -> text.append("\nThe run was too small: ")
                        .append(shortfall)
                        .append('\n'));
        violations(text, verdict.violations());
        return text.toString();
    }

    private static void counts(StringBuilder text, Counts counts) {
        text.append("| what | how many |\n|---|---|\n");
        row(text, "operations", counts.operations());
        row(text, "revisions in the log", counts.revisions());
        row(text, "subscribers", counts.subscribers());
        row(text, "streams", counts.connections());
        row(text, "of these, resumed", counts.reconnects());
        row(text, "events delivered", counts.events());
        counts.writes().forEach((outcome, count) -> row(text, "writes " + outcome, count));
        counts.answers().forEach((status, count) -> row(text, "answers " + status + " to subscribers", count));
    }

    private static void faults(StringBuilder text, Map<String, Long> faults) {
        text.append("\n| fault | how often |\n|---|---|\n");
        faults.forEach((kind, count) -> row(text, kind, count));
    }

    private static void promises(StringBuilder text, Map<Promise, List<Violation>> violations) {
        text.append("\n| promise | violations |\n|---|---|\n");
        violations.forEach((promise, broken) -> row(text, promise.text(), broken.size()));
    }

    private static void row(StringBuilder text, String title, long count) {
        text.append("| ").append(title).append(" | ").append(count).append(" |\n");
    }

    private static void violations(StringBuilder text, Map<Promise, List<Violation>> violations) {
        violations.forEach((promise, broken) -> {
            if (!broken.isEmpty()) {
                text.append("\n## Broken: ").append(promise.text()).append("\n\n");
                text.append(broken.stream()
                        .limit(MAX_VIOLATIONS)
                        .map(violation -> "- " + truncate(violation.text()) + "\n")
                        .collect(Collectors.joining()));
            }
        });
    }

    private static String truncate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}
