package org.operationsgateway.gateway.collection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.operationsgateway.gateway.collection.EventStream.Event;
import org.operationsgateway.testkit.postgres.TestDatabase;

/**
 * The expected changes of each operation, read from the log of the database.
 *
 * @param numbers for each operation name, the number that the test wrote in each revision, in order; 0 for a deletion.
 *     All other numbers are unique
 */
record LogOracle(Map<String, List<Long>> numbers) {

    static LogOracle read(TestDatabase sql, String parent) throws SQLException {
        return new LogOracle(sql
                .texts("select name || ' ' || case change when 2 then '0' else metadata ->> 'n' end"
                        + " from operation_event where starts_with(name, '" + parent + "/operations/')"
                        + " order by life, revision")
                .stream()
                .map(text -> text.split(" "))
                .collect(groupingBy(row -> row[0], mapping(row -> Long.valueOf(row[1]), toList()))));
    }

    /** Returns the position in the log of each operation after a sequence of events. */
    Map<String, Integer> positionsAfter(List<Event> events) {
        Map<String, Integer> positions = new HashMap<>();
        events.stream().filter(Event::isChange).forEach(event -> check(positions, event));
        return positions;
    }

    /**
     * Asserts that a sequence of events contains all changes after the given positions, each once and in order.
     *
     * @param positions the position in the log of each operation before the first event
     */
    void assertComplete(Map<String, Integer> positions, List<Event> events) {
        Map<String, Integer> ends = new HashMap<>(positions);
        events.stream().filter(Event::isChange).forEach(event -> check(ends, event));
        assertThat(ends)
                .as("the position in the log of each operation")
                .allSatisfy((name, position) -> assertThat(position)
                        .as(name)
                        .isEqualTo(numbers.get(name).size()));
        assertThat(ends.keySet()).containsAll(existing());
    }

    private List<String> existing() {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().getLast() != 0)
                .map(Entry::getKey)
                .toList();
    }

    /** The first event of an operation may be at any position; each later event is at the next one. */
    private void check(Map<String, Integer> positions, Event event) {
        List<Long> log = numbers.get(event.name());
        assertThat(log).as("%s", event).isNotNull();
        Integer position = positions.get(event.name());
        if (position == null && event.number() == 0) {
            // The end of an incarnation without earlier events. Later events belong to another incarnation.
            return;
        }
        if (position == null) {
            position = log.indexOf(event.number());
        }
        assertThat(position).as("%s in %s", event, log).isBetween(0, log.size() - 1);
        assertThat(event.number()).as("%s at %s in %s", event, position, log).isEqualTo(log.get(position));
        positions.put(event.name(), position + 1);
    }
}
