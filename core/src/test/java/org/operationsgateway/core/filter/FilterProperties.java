package org.operationsgateway.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

class FilterProperties {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Property(tries = 2000)
    void anyTextIsAFilterOrIsRejected(@ForAll String text) {
        readOrReject(text);
    }

    @Property(tries = 2000)
    void anyBytesAreAFilterOrAreRejected(@ForAll byte[] bytes) {
        readOrReject(new String(bytes, StandardCharsets.ISO_8859_1));
        readOrReject(new String(bytes, StandardCharsets.UTF_16));
    }

    @Property(tries = 20_000)
    void anySequenceOfPartsIsAFilterOrIsRejected(@ForAll("parts") String text) {
        readOrReject(text);
    }

    @Property(tries = 100)
    void repeatedPartsAreReadOrRejectedWithinTheTimeout(@ForAll("part") String one, @ForAll("part") String other) {
        String both = one + other;
        Assertions.assertTimeoutPreemptively(
                TIMEOUT, () -> readOrReject(both.repeat(Filter.MAX_BYTES / Math.max(1, both.length()))));
    }

    private static Optional<Filter> readOrReject(String text) {
        try {
            Filter filter = Filter.parse(text);
            Filter again = Filter.parse(filter.text());
            assertThat(again).as(filter.text()).isEqualTo(filter);
            assertThat(again.condition()).as(filter.text()).isEqualTo(filter.condition());
            return Optional.of(filter);
        } catch (StatusException e) {
            assertThat(e.reason()).isEqualTo(Reason.INVALID_FILTER);
            assertThat(e.status().message()).containsPattern("at character [1-9][0-9]*: ");
            return Optional.empty();
        }
    }

    @Property
    void quotedTextIsALiteral(@ForAll String text) {
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*") + '"';
        readOrReject(quoted)
                .ifPresentOrElse(
                        filter -> assertThat(filter.condition()).isEqualTo(new Condition.Literal(text)),
                        () -> assertThatExceptionOfType(StatusException.class)
                                .isThrownBy(() -> new FilterText(quoted)));
    }

    @Provide
    Arbitrary<String> parts() {
        return part().list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> part() {
        return Arbitraries.of(
                " ",
                " ",
                " ",
                "(",
                ")",
                "\"",
                "'",
                "\\",
                "*",
                "-",
                ".",
                ",",
                ":",
                "=",
                "!=",
                "<",
                ">=",
                "!",
                "AND",
                " OR ",
                "NOT ",
                " AND ",
                "done",
                "name",
                "metadata",
                "metadata.a",
                "response.",
                "error",
                "error.code",
                "error.details.x",
                "create_time",
                "@type",
                "a",
                "0",
                "5",
                "1e5",
                "1e5000",
                "true",
                "20s",
                "2026-01-31T12:00:00Z",
                "NOT_FOUND",
                "done=true",
                "=(",
                "NOT(",
                "[0]",
                "é",
                "😀",
                "\t",
                "\u0000",
                "\uD83D",
                "\u00A0",
                "\\n",
                "\\*");
    }
}
