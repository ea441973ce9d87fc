package org.operationsgateway.testkit.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.sse.SseItem.Comment;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.operationsgateway.testkit.sse.SseItem.Ignored;
import org.operationsgateway.testkit.sse.SseItem.Retry;

/** A test of the rules by which lines become events. */
class SseParserTest {

    /**
     * A stream with a byte order mark, pairs of line ends and characters of several bytes, each of which may be split.
     */
    static final String ALL_SEQUENCES =
            "\uFEFF:ok\r\nretry: 10\r\rid: 1\r\ndata: grüße 🚂\r\n\r\nevent:done\ndata\ndata:  b\n\n:\nid\ndata:c\r\r";

    @Test
    void dataLinesAreJoinedByLineFeeds() {
        assertThat(parse("data: YHOO\ndata: +2\ndata: 10\n\n"))
                .containsExactly(new Event("message", "YHOO\n+2\n10", ""));
    }

    @Test
    void theExampleOfTheStandardContainsThreeEvents() {
        assertThat(parse(
                        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"))
                .containsExactly(
                        new Comment(" test stream"),
                        new Event("message", "first event", "1"),
                        new Event("message", "second event", ""),
                        new Event("message", " third event", ""));
    }

    @Test
    void aDataFieldWithoutAColonIsEmptyData() {
        assertThat(parse("data\n\ndata\ndata\n\ndata:")).containsExactly(event(""), event("\n"));
    }

    @Test
    void oneSpaceAfterTheColonIsRemoved() {
        assertThat(parse("data:test\n\ndata: test\n\n")).containsExactly(event("test"), event("test"));
    }

    @Test
    void anIdAppliesToLaterEventsToo() {
        assertThat(parse("id: 7\ndata: a\n\nevent: done\ndata: b\n\n"))
                .containsExactly(new Event("message", "a", "7"), new Event("done", "b", "7"));
    }

    @Test
    void anIdAppliesEvenIfItsEventHasNoData() {
        assertThat(parse("id: 7\nevent: lost\n\ndata: a\n\n")).containsExactly(new Event("message", "a", "7"));
    }

    @Test
    void anIdWithANulIsIgnored() {
        assertThat(parse("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"))
                .containsExactly(
                        new Event("message", "a", "1"), new Ignored("id: 2\0"), new Event("message", "b", "1"));
    }

    @Test
    void aRetryTimeConsistsOfDigits() {
        assertThat(parse("retry: 1500\nretry: 1.5\nretry: -1\nretry\n"))
                .containsExactly(
                        new Retry(1500), new Ignored("retry: 1.5"), new Ignored("retry: -1"), new Ignored("retry"));
    }

    @Test
    void fieldNamesAreCaseSensitive() {
        assertThat(parse("Data: a\n data: b\nfoo\n\n"))
                .containsExactly(new Ignored("Data: a"), new Ignored(" data: b"), new Ignored("foo"));
    }

    @Test
    void aByteOrderMarkIsRemovedOnlyAtTheStart() {
        assertThat(parse("\uFEFFdata: a\n\n\uFEFFdata: b\n\n"))
                .containsExactly(event("a"), new Ignored("\uFEFFdata: b"));
    }

    @Test
    void aLineEndsInCrLfOrBoth() {
        assertThat(parse("data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r")).containsExactly(event("a\nb\nc"), event("d"));
    }

    @Test
    void aCommentWithinAnEventChangesNothing() {
        assertThat(parse("data: a\n:\ndata: b\n\n")).containsExactly(new Comment(""), event("a\nb"));
    }

    @Test
    void anIncompleteEventAtTheEndIsDropped() {
        assertThat(parse("data: a\n\ndata: b\n")).containsExactly(event("a"));
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() {
        byte[] bytes = {'d', 'a', 't', 'a', ':', (byte) 0xC3, '\n'};
        SseParser parser = new SseParser(item -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> parser.feed(bytes, 0, bytes.length));
    }

    @Test
    void theLastEventIdChangesOnlyAtTheEndOfAnEvent() {
        SseParser parser = new SseParser("5", item -> {});
        feed(parser, "id: 7\ndata: x\n");
        assertThat(parser.lastEventId()).isEqualTo("5");
        feed(parser, "\n");
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void theLastEventIdChangesAlsoWithoutData() {
        SseParser parser = new SseParser(item -> {});
        feed(parser, "event: done\nid: 7\n\n");
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void anIdWithANulDoesNotChangeTheLastEventId() {
        SseParser parser = new SseParser(item -> {});
        feed(parser, "id: 7\ndata: x\n\nid: 8\0\ndata: y\n\n");
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void anUnknownFieldDoesNotChangeTheEvent() {
        assertThat(parse(": heartbeat\n:\nother: x\ndata: x\n\n"))
                .containsExactly(new Comment(" heartbeat"), new Comment(""), new Ignored("other: x"), event("x"));
    }

    private static void feed(SseParser parser, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        parser.feed(bytes, 0, bytes.length);
    }

    @Test
    void allSequencesAreParsed() {
        assertThat(parse(ALL_SEQUENCES))
                .containsExactly(
                        new Comment("ok"),
                        new Retry(10),
                        new Event("message", "grüße 🚂", "1"),
                        new Event("done", "\n b", "1"),
                        new Comment(""),
                        new Event("message", "c", ""));
    }

    private static Event event(String data) {
        return new Event("message", data, "");
    }

    static List<SseItem> parse(String text) {
        return parseInParts(text.getBytes(UTF_8), List.of());
    }

    static List<SseItem> parseInParts(byte[] bytes, List<Integer> sizes) {
        List<SseItem> items = new ArrayList<>();
        SseParser parser = new SseParser(items::add);
        int offset = 0;
        for (int size : sizes) {
            int length = Math.min(size, bytes.length - offset);
            parser.feed(bytes, offset, length);
            offset += length;
        }
        parser.feed(bytes, offset, bytes.length - offset);
        return items;
    }
}
