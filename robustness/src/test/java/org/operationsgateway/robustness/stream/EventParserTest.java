package org.operationsgateway.robustness.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {

    private final EventParser parser = new EventParser("", Duration.ofSeconds(1));

    private List<ServerEvent> events(String... lines) {
        return Stream.of(lines).map(parser::line).flatMap(Optional::stream).toList();
    }

    @Test
    void anEmptyLineDispatchesWhatCameBefore() {
        assertThat(events("id: 1", "data: a", "", "event: done", "data", "data:b", ""))
                .containsExactly(new ServerEvent("message", "1", "a"), new ServerEvent("done", "1", "\nb"));
    }

    @Test
    void whatHasNoDataIsNoEventButItsIdCounts() {
        assertThat(events("event: done", "id: 7", "")).isEmpty();
        assertThat(parser.lastEventId()).isEqualTo("7");
        assertThat(events("data: x", "")).containsExactly(new ServerEvent("message", "7", "x"));
    }

    @Test
    void anIdCountsOnlyOnceItsEventIsComplete() {
        assertThat(events("id: 7", "data: x")).isEmpty();
        assertThat(parser.lastEventId()).isEmpty();
    }

    @Test
    void anIdWithANulIsPassedOver() {
        events("id: 7", "data: x", "", "id: 8\0", "data: y", "");
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void commentsAndUnknownFieldsArePassedOver() {
        assertThat(events(": heartbeat", ":", "other: x", "data: x", "")).hasSize(1);
    }

    @Test
    void onlyOneSpaceIsRemoved() {
        assertThat(events("data:  x", "")).containsExactly(new ServerEvent("message", "", " x"));
    }

    @Test
    void aDelayIsDigitsOnly() {
        events("retry: 5 s");
        assertThat(parser.retry()).isEqualTo(Duration.ofSeconds(1));
        events("retry: 1873");
        assertThat(parser.retry()).isEqualTo(Duration.ofMillis(1873));
    }
}
