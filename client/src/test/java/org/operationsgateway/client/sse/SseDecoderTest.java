package org.operationsgateway.client.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table of bytes and the events in them, by the rules of the standard. Each row is fed whole, byte by byte, and split
 * at every pair of positions.
 */
class SseDecoderTest {

    private static final int MAX_BYTES = 1024;

    private static final String MARK = "\uFEFF";

    static Stream<Arguments> streams() {
        return Stream.of(
                arguments("", List.of()),
                arguments("data: a\n\n", List.of("message||a")),
                arguments("data:a\n\n", List.of("message||a")),
                arguments("data:  a\n\n", List.of("message|| a")),
                arguments("data: a\r\r", List.of("message||a")),
                arguments("data: a\r\n\r\n", List.of("message||a")),
                arguments("data: a\r\n\rdata: b\n\r\n", List.of("message||a", "message||b")),
                arguments("data: a\r\ndata: b\rdata: c\ndata: d\n\r", List.of("message||a\nb\nc\nd")),
                arguments("\r\n\r\n\n\n\r\rdata: a\n\n", List.of("message||a")),
                // The byte order mark.
                arguments(MARK + "data: a\n\n", List.of("message||a")),
                arguments(MARK + MARK + "data: a\n\n", List.of()),
                arguments("data: a\n\n" + MARK + "data: b\n\n", List.of("message||a")),
                arguments(MARK + ":comment\ndata: a\n\n", List.of("message||a")),
                arguments(MARK + "\n\ndata: a\n\n", List.of("message||a")),
                // Comments, and fields that the standard does not have.
                arguments(":\n", List.of()),
                arguments(": ping\n\ndata: a\n:\n\n", List.of("message||a")),
                arguments("Data: a\nDATA: b\n data: c\ndata : d\nfoo\nfoo: bar\n\n", List.of()),
                arguments("foo: bar\ndata: a\n\n", List.of("message||a")),
                // Data that is empty, or has several lines, or colons.
                arguments("data\n\n", List.of("message||")),
                arguments("data:\n\n", List.of("message||")),
                arguments("data\ndata\n\n", List.of("message||\n")),
                arguments("data: a\ndata\ndata: b\n\n", List.of("message||a\n\nb")),
                arguments("data: {\"a\": 1}\n\n", List.of("message||{\"a\": 1}")),
                arguments("data: a:b: c\n\n", List.of("message||a:b: c")),
                arguments("data:\ta\n\n", List.of("message||\ta")),
                arguments("data: a\0b\n\n", List.of("message||a\0b")),
                arguments("data: \u00e9\u20ac\ud83d\ude00\u0085\u2028\n\n", List.of("message||é€😀\u0085\u2028")),
                // Types.
                arguments("event: done\ndata: a\n\n", List.of("done||a")),
                arguments("event: done\nevent: reset\ndata: a\n\n", List.of("reset||a")),
                arguments("event: done\nevent\ndata: a\n\n", List.of("message||a")),
                arguments("event: done\n\ndata: a\n\n", List.of("message||a")),
                arguments("event: é\ndata: a\n\n", List.of("é||a")),
                arguments("event:  done \ndata: a\n\n", List.of(" done ||a")),
                // Ids.
                arguments("id: 1\ndata: a\n\ndata: b\n\n", List.of("message|1|a", "message|1|b")),
                arguments("id: 1\n\ndata: b\n\n", List.of("message|1|b")),
                arguments("id: 1\ndata: a\n\nid\ndata: b\n\n", List.of("message|1|a", "message||b")),
                arguments("id: 1\ndata: a\n\nid:\ndata: b\n\n", List.of("message|1|a", "message||b")),
                arguments("id: 1\nid: 2\0\ndata: a\n\n", List.of("message|1|a")),
                arguments("id: \0\ndata: a\n\n", List.of("message||a")),
                arguments("id: 1 \ndata: a\n\n", List.of("message|1 |a")),
                arguments("id: …\ndata: a\n\n", List.of("message|…|a")),
                // Reconnection times.
                arguments("retry: 1000\n", List.of("retry 1000")),
                arguments("retry:0\nretry: 0007\n", List.of("retry 0", "retry 7")),
                arguments("retry: 1000 \nretry: 1e3\nretry: -1\nretry: +1\nretry: 1.5\nretry:\nretry\n", List.of()),
                arguments("retry: 0x10\nretry: \u0661\nretry: 9999999999999\ndata: a\n\n", List.of("message||a")),
                // The end in the middle of an event.
                arguments("data: a\n\ndata: b\n", List.of("message||a")),
                arguments("data: a\n\ndata: b", List.of("message||a")),
                arguments("data: a\n\nid: 1\nevent: done\ndata: b\n", List.of("message||a")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theStreamIsDecoded(String stream, List<String> items) {
        assertThat(decode("", stream)).isEqualTo(items);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theStreamIsDecodedByteByByte(String stream, List<String> items) {
        Recorder recorder = new Recorder("");
        for (byte next : stream.getBytes(UTF_8)) {
            recorder.feed(new byte[] {next});
        }

        assertThat(recorder.items).isEqualTo(items);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theStreamIsDecodedWhereverItIsSplit(String stream, List<String> items) {
        byte[] bytes = stream.getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                Recorder recorder = new Recorder("");
                recorder.feed(bytes, 0, first);
                recorder.feed(bytes, first, second);
                recorder.feed(bytes, second, bytes.length);

                assertThat(recorder.items).isEqualTo(items);
            }
        }
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedInTextAndKeptInData() {
        byte[] stream = "data: a\u00ffb\n\n".getBytes(ISO_8859_1);
        List<SseItem> items = new ArrayList<>();
        new SseDecoder("", MAX_BYTES).decode(stream, 0, stream.length, items::add);

        SseItem.Event event = (SseItem.Event) items.getFirst();
        assertThat(event.text()).isEqualTo("a\ufffdb");
        assertThat(event.data()).containsExactly('a', 0xff, 'b');
    }

    @Test
    void aResumedStreamKeepsItsIdUntilTheServerSendsOne() {
        assertThat(decode("4", "data: a\n\nid: 5\ndata: b\n\n")).containsExactly("message|4|a", "message|5|b");
    }

    @Test
    void anEventAsLargeAsTheLimitIsDecoded() {
        String value = "x".repeat(MAX_BYTES - "data: ".length());

        assertThat(decode("", "data: " + value + "\n\n")).containsExactly("message||" + value);
    }

    @Test
    void aLineWithoutEndIsRejectedAtTheLimit() {
        Recorder recorder = new Recorder("");
        recorder.feed(new byte[MAX_BYTES]);

        assertThatThrownBy(() -> recorder.feed(new byte[1]))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("1024 bytes");
    }

    @Test
    void dataOfManyLinesIsRejectedAtTheLimit() {
        byte[] line = "data: 0123456789\n".getBytes(UTF_8);
        Recorder recorder = new Recorder("");

        assertThatThrownBy(() -> Stream.generate(() -> line).limit(100).forEach(recorder::feed))
                .isInstanceOf(EventTooLargeException.class);
    }

    @Test
    void aLongStreamOfCommentsIsNotLimited() {
        Recorder recorder = new Recorder("");
        Stream.generate(() -> ": ping\n".getBytes(UTF_8)).limit(MAX_BYTES).forEach(recorder::feed);

        assertThat(recorder.items).isEmpty();
    }

    private static List<String> decode(String lastEventId, String stream) {
        Recorder recorder = new Recorder(lastEventId);
        recorder.feed(stream.getBytes(UTF_8));
        return recorder.items;
    }

    /** A decoder with the texts of its items so far. */
    private static final class Recorder {

        private final SseDecoder decoder;
        private final List<String> items = new ArrayList<>();

        Recorder(String lastEventId) {
            decoder = new SseDecoder(lastEventId, MAX_BYTES);
        }

        void feed(byte[] bytes) {
            feed(bytes, 0, bytes.length);
        }

        void feed(byte[] bytes, int from, int to) {
            decoder.decode(bytes, from, to - from, item -> items.add(text(item)));
        }

        private static String text(SseItem item) {
            return switch (item) {
                case SseItem.Event event -> event.type() + "|" + event.lastEventId() + "|" + event.text();
                case SseItem.Retry retry -> "retry " + retry.delay().toMillis();
            };
        }
    }
}
