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
import org.operationsgateway.robustness.log.EventId;
import org.operationsgateway.robustness.log.Log;
import org.operationsgateway.robustness.log.LogEntry;

/**
 * The promise that the log contains each acknowledged write exactly once, with the state of the response; no rejected
 * write; and each write of unknown outcome at most once. The entries that the database has lost count too.
 */
record Acknowledged() implements Promise {

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

    @Override
    public String text() {
        return "an acknowledged write is in the log exactly once";
    }

    @Override
    public Stream<Violation> violations(History history) {
        Map<Long, List<LogEntry>> entries = entriesBySequence(history.log());
        return Stream.concat(
                history.writes().stream()
                        .filter(Write::isNumbered)
                        .flatMap(write ->
                                numberedWrite(write, entries.getOrDefault(write.sequence(), List.of())).stream()),
                Stream.concat(deletions(history), cancellations(history)));
    }

    /** Returns the entries that a write of each number has added. Later entries may repeat the number of the state. */
    private static Map<Long, List<LogEntry>> entriesBySequence(Log log) {
        Map<Long, List<LogEntry>> entries = new HashMap<>();
        for (List<LogEntry> chain : log.chains()) {
            addWritten(chain, -1, entries);
        }
        log.lostChains().forEach(chain -> addWritten(chain, sequenceBefore(log, chain.getFirst()), entries));
        return entries;
    }

    private static void addWritten(List<LogEntry> chain, long before, Map<Long, List<LogEntry>> entries) {
        long previous = before;
        for (LogEntry entry : chain) {
            long sequence = sequence(entry, previous);
            // A cancellation keeps the number. A running state with the same number is a repeated write.
            boolean added = sequence != previous || !entry.done();
            if (added && entry.change() == LogEntry.Change.STATE) {
                entries.merge(sequence, List.of(entry), Acknowledged::concat);
            }
            previous = sequence;
        }
    }

    /** Returns the number of the entry before the first lost one of an operation; -1 if there is none. */
    private static long sequenceBefore(Log log, LogEntry firstLost) {
        LogEntry before = log.entry(
                new EventId(firstLost.id().incarnation(), firstLost.id().revision() - 1));
        return before == null ? -1 : sequence(before, -1);
    }

    private static List<LogEntry> concat(List<LogEntry> first, List<LogEntry> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static long sequence(LogEntry entry, long defaultValue) {
        Matcher matcher = SEQUENCE.matcher(entry.json());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : defaultValue;
    }

    private Optional<Violation> numberedWrite(Write write, List<LogEntry> entries) {
        boolean kept = switch (write.outcome()) {
            case ACKNOWLEDGED ->
                entries.size() == 1 && entries.getFirst().json().equals(write.answer());
            case REFUSED -> entries.isEmpty();
            case UNKNOWN -> entries.size() <= 1;
        };
        return kept
                ? Optional.empty()
                : Optional.of(violation("%s %d of %s was %s at %s with the response \"%s\"; the log has %d entries: %s"
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
        long logged = Stream.concat(log.chains(name).stream(), log.lostChains(name).stream())
                .filter(chain -> chain.getLast().change() == LogEntry.Change.DELETED)
                .count();
        return logged >= acknowledged && logged <= acknowledged + unknown
                ? Optional.empty()
                : Optional.of(violation("%s has %d deletions in the log; %d were acknowledged and %d are unknown"
                        .formatted(name, logged, acknowledged, unknown)));
    }

    private static long count(List<Write> attempts, Write.Outcome outcome) {
        return attempts.stream().filter(write -> write.outcome() == outcome).count();
    }

    /** Returns whether the database has lost a cancellation request, which cannot end the operation any more. */
    private static boolean isLostRequest(Log log, LogEntry entry) {
        return entry.change() == LogEntry.Change.CANCEL_REQUESTED && log.isLost(entry);
    }

    private Stream<Violation> cancellations(History history) {
        return history.writes().stream()
                .filter(write -> write.kind() == Write.Kind.CANCEL)
                .filter(write -> write.outcome() == Write.Outcome.ACKNOWLEDGED)
                .filter(write -> Stream.concat(
                                history.log().chains(write.name()).stream(),
                                history.log().lostChains(write.name()).stream())
                        .flatMap(List::stream)
                        .noneMatch(entry -> entry.terminal() || isLostRequest(history.log(), entry)))
                .map(write -> violation("%s was cancelled at %s, but the log has no done state"
                        .formatted(write.name(), write.ended())));
    }
}
