package org.operationsgateway.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** Tests of the standard progress: members of metadata, and what is read from them. */
class ProgressTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"progressPercent\":42                                       | 42",
                "\"progressPercentage\":42.5                                  | 42.5",
                "\"progressPercent\":\"42\"                                   | 42",
                "\"progressPercent\":1,\"progressPercentage\":2               | 1",
                "\"progressPercent\":null,\"progressPercentage\":2            | 2",
                "\"progressPercent\":120                                      | 100",
                "\"progressPercent\":-5                                       | 0",
                "\"completedUnits\":1,\"totalUnits\":4                        | 25",
                "\"completedUnits\":\"1\",\"totalUnits\":\"4\"                | 25",
                "\"completedUnits\":9,\"totalUnits\":4                        | 100",
                "\"translatedCharacters\":\"30\",\"totalCharacters\":\"40\"   | 75",
                "\"processedRows\":1,\"totalRows\":10                         | 10",
                "\"progress\":{\"workCompleted\":\"3\",\"workTotal\":\"10\"}  | 30",
                "\"progress\":{\"progressPercent\":7}                         | 7",
                "\"progressPercent\":7,\"completedUnits\":1,\"totalUnits\":2  | 7",
                "\"completedA\":1,\"totalA\":4,\"completedUnits\":1,\"totalUnits\":2 | 50",
                "\"completedB\":1,\"totalB\":4,\"completedA\":1,\"totalA\":2  | 50",
            })
    void thePercentageIsRead(String members, double percent) {
        assertThat(Progress.of(metadata(members)).percent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"step\":1",
                "\"progressPercent\":\"much\"",
                "\"progressPercent\":true",
                "\"progressPercent\":1e999",
                "\"progressPercent\":\"NaN\"",
                "\"completedUnits\":1",
                "\"totalUnits\":1",
                "\"completedUnits\":1,\"totalUnits\":0",
                "\"completedUnits\":-1,\"totalUnits\":4",
                "\"completedUnits\":1.5,\"totalUnits\":4",
                "\"completedUnits\":1,\"totalUnits\":99999999999999999999",
                "\"total\":4,\"completed\":1",
                "\"progress\":\"fast\"",
                "\"progress\":[1]"
            })
    void otherMetadataHasNoPercentage(String members) {
        assertThat(Progress.of(metadata(members)).percent()).isNull();
    }

    @Test
    void anOperationWithoutMetadataHasNoProgress() {
        assertThat(Progress.of(null)).isEqualTo(Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"statusMessage\":\"a\",\"statusDetail\":\"b\" | a",
                "\"statusMessage\":\"\",\"statusDetail\":\"b\"  | b",
                "\"statusDetail\":\"b\"                         | b",
            })
    void theMessageIsRead(String members, String message) {
        assertThat(Progress.of(metadata(members)).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"startTime\":\"2026-03-01T13:00:00+01:00\",\"createTime\":\"2020-01-01T00:00:00Z\" | x",
                "\"createTime\":\"2026-03-01T12:00:00Z\"                        | x",
                "\"submitTime\":\"2026-03-01T12:00:00Z\"                        | x",
                "\"startTime\":\"soon\",\"submitTime\":\"2026-03-01T12:00:00Z\" | x",
                "\"progress\":{\"startTime\":\"2026-03-01T12:00:00Z\"}          | x",
            })
    void theStartIsRead(String members, String ignored) {
        assertThat(Progress.of(metadata(members)).startTime()).isEqualTo(START);
    }

    @Test
    void theOtherFieldsAreRead() {
        Progress progress = Progress.of(metadata("\"stage\":\"COPY\",\"state\":\"RUNNING\",\"verb\":\"update\","
                + "\"target\":\"projects/p\",\"endTime\":\"2026-03-01T12:00:00Z\","
                + "\"partialFailures\":[{\"code\":5,\"message\":\"gone\"},{\"code\":0},{\"message\":\"?\"},7]"));

        assertThat(progress.stage()).isEqualTo("COPY");
        assertThat(progress.verb()).isEqualTo("update");
        assertThat(progress.target()).isEqualTo("projects/p");
        assertThat(progress.endTime()).isEqualTo(START);
        assertThat(progress.partialFailures()).containsExactly(new Status(Code.NOT_FOUND, "gone"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Progress progress = Progress.builder()
                .units(1, 3)
                .message("half \"way\"")
                .stage("COPY")
                .verb("update")
                .target("projects/p")
                .startTime(START)
                .endTime(START.plusSeconds(1))
                .partialFailures(List.of(new Status(Code.NOT_FOUND, "gone")))
                .build();

        assertThat(Progress.of(progress.toAny())).isEqualTo(progress);
        assertThat(Any.parse(progress.toAny().json())).isEqualTo(progress.toAny());
    }

    @Test
    void aWholePercentageIsWrittenWithoutAFraction() {
        assertThat(Progress.builder().percent(40).build().toAny().json()).endsWith("\"progressPercent\":40}");
    }

    @Test
    void aPercentageOutOfItsRangeIsNotWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Progress.builder().percent(101).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Progress.builder().percent(Double.NaN).build());
        assertThatIllegalArgumentException().isThrownBy(() -> Progress.builder().units(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"25, 10, 30", "50, 10, 10", "99, 99, 1"})
    void theEndIsEstimatedFromTheTimeThatTheCompletedPartHasTaken(double percent, long elapsed, long remaining) {
        Instant now = START.plusSeconds(elapsed);
        Progress progress = Progress.builder().percent(percent).startTime(START).build();

        assertThat(progress.estimatedEnd(now)).contains(now.plusSeconds(remaining));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "100, 10", "50, 0", "50, -10", "1e-300, 10"})
    void anEndThatCannotBeEstimatedIsAbsent(double percent, long elapsed) {
        Progress progress = Progress.builder().percent(percent).startTime(START).build();

        assertThat(progress.estimatedEnd(START.plusSeconds(elapsed))).isEmpty();
    }

    private static Any metadata(String members) {
        return Any.parse("{\"@type\":\"t/T\"," + members + "}");
    }
}
