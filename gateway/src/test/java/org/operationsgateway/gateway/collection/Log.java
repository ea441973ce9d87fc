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
import org.operationsgateway.gateway.collection.Told.Event;

/**
 * The oracle: what the database's log says of each operation, as the numbers that the test wrote, in the order of
 * revisions; 0 stands for the end of a life. Each number other than 0 stands in it once.
 */
record Log(Map<String, List<Long>> numbers) {

    static Log read(Sql sql, String parent) throws SQLException {
        return new Log(sql
                .texts("select name || ' ' || case change when 2 then '0' else metadata ->> 'n' end"
                        + " from operation_event where starts_with(name, '" + parent + "/operations/')"
                        + " order by life, revision")
                .stream()
                .map(text -> text.split(" "))
                .collect(groupingBy(row -> row[0], mapping(row -> Long.valueOf(row[1]), toList()))));
    }

    /** Where an operation's log has got to for someone who was told these events, one after another. */
    static Map<String, Integer> places(Log log, List<Event> events) {
        Map<String, Integer> places = new HashMap<>();
        events.stream().filter(Event::isChange).forEach(event -> log.check(places, event));
        return places;
    }

    /**
     * Makes sure that someone who has been told something already was told exactly what followed.
     *
     * @param places where each operation's log had got to for him
     */
    void assertNothingIsMissing(Map<String, Integer> places, List<Event> events) {
        Map<String, Integer> now = new HashMap<>(places);
        events.stream().filter(Event::isChange).forEach(event -> check(now, event));
        assertThat(now)
                .as("where each log has got to")
                .allSatisfy((name, place) ->
                        assertThat(place).as(name).isEqualTo(numbers.get(name).size()));
        assertThat(now.keySet()).containsAll(alive());
    }

    private List<String> alive() {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().getLast() != 0)
                .map(Entry::getKey)
                .toList();
    }

    /** The first event of an operation may be anywhere in its log; each other one is the next. */
    private void check(Map<String, Integer> places, Event event) {
        List<Long> log = numbers.get(event.name());
        assertThat(log).as("%s", event).isNotNull();
        Integer place = places.get(event.name());
        if (place == null && event.number() == 0) {
            // The end of some life of which nothing else was told; whatever comes next tells of another.
            return;
        }
        if (place == null) {
            place = log.indexOf(event.number());
        }
        assertThat(place).as("%s in %s", event, log).isBetween(0, log.size() - 1);
        assertThat(event.number()).as("%s at %s in %s", event, place, log).isEqualTo(log.get(place));
        places.put(event.name(), place + 1);
    }
}
