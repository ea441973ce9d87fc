package org.operationsgateway.robustness.promise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Write;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * Every acknowledged write is in the log, exactly once, as its answer said; one that was refused is not, and one of
 * unknown outcome at most once.
 */
record Acknowledged() implements Promise {

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

    @Override
    public String text() {
        return "an acknowledged write is in the log exactly once";
    }

    @Override
    public Stream<Violation> broken(History history) {
        Map<Long, List<LogEntry>> written = written(history.log());
        return Stream.concat(
                history.writes().stream()
                        .filter(Write::numbered)
                        .flatMap(write -> numbered(write, written.getOrDefault(write.sequence(), List.of())).stream()),
                Stream.concat(deletions(history), cancellations(history)));
    }

    /** The entries that brought each number: what follows them keeps it until another comes. */
    private static Map<Long, List<LogEntry>> written(Log log) {
        Map<Long, List<LogEntry>> written = new HashMap<>();
        for (List<LogEntry> chain : log.chains()) {
            long before = -1;
            for (LogEntry entry : chain) {
                long sequence = sequence(entry, before);
                // A change other than a cancellation always brings one: the same again is the same write again.
                boolean brought = sequence != before || !entry.done();
                if (brought && entry.change() == LogEntry.Change.STATE) {
                    written.merge(sequence, List.of(entry), Acknowledged::both);
                }
                before = sequence;
            }
        }
        return written;
    }

    private static List<LogEntry> both(List<LogEntry> one, List<LogEntry> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static long sequence(LogEntry entry, long otherwise) {
        Matcher matcher = SEQUENCE.matcher(entry.json());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private Optional<Violation> numbered(Write write, List<LogEntry> entries) {
        boolean kept = switch (write.outcome()) {
            case ACKNOWLEDGED ->
                entries.size() == 1 && entries.getFirst().json().equals(write.answer());
            case REFUSED -> entries.isEmpty();
            case UNKNOWN -> entries.size() <= 1;
        };
        return kept
                ? Optional.empty()
                : Optional.of(violation("%s %d of %s was %s at %s as %s, and is in the log %d times: %s"
                        .formatted(
                                write.kind(),
                                write.sequence(),
                                write.name(),
                                write.outcome(),
                                write.ended(),
                                write.answer(),
                                entries.size(),
                                entries)));
    }

    private Stream<Violation> deletions(History history) {
        Map<String, List<Write>> deletions = history.writes().stream()
                .filter(write -> write.kind() == Write.Kind.DELETE)
                .collect(Collectors.groupingBy(Write::name));
        return deletions.entrySet().stream()
                .flatMap(deletion -> deletions(history.log(), deletion.getKey(), deletion.getValue()).stream());
    }

    private Optional<Violation> deletions(Log log, String name, List<Write> attempts) {
        long acknowledged = count(attempts, Write.Outcome.ACKNOWLEDGED);
        long unknown = count(attempts, Write.Outcome.UNKNOWN);
        long logged = log.chains(name).stream()
                .filter(chain -> chain.getLast().change() == LogEntry.Change.DELETED)
                .count();
        return logged >= acknowledged && logged <= acknowledged + unknown
                ? Optional.empty()
                : Optional.of(violation("%s was deleted %d times by the log, %d acknowledged and %d unknown"
                        .formatted(name, logged, acknowledged, unknown)));
    }

    private static long count(List<Write> attempts, Write.Outcome outcome) {
        return attempts.stream().filter(write -> write.outcome() == outcome).count();
    }

    private Stream<Violation> cancellations(History history) {
        return history.writes().stream()
                .filter(write -> write.kind() == Write.Kind.CANCEL)
                .filter(write -> write.outcome() == Write.Outcome.ACKNOWLEDGED)
                .filter(write -> history.log().chains(write.name()).stream()
                        .flatMap(List::stream)
                        .noneMatch(LogEntry::terminal))
                .map(write ->
                        violation("%s was cancelled at %s, but never ended".formatted(write.name(), write.ended())));
    }
}
