package org.operationsgateway.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTagTest {

    private static final RevisionId ID = new RevisionId(40, 3);
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.000001Z");

    @Test
    void itsTextHasTheIdAndTheCheckOfTheCommitTime() {
        assertThat(RevisionTag.of(ID, Instant.EPOCH.plusNanos(36_000))).hasToString("14-3-00010");
        assertThat(RevisionTag.of(ID, TIME).toString()).matches("14-3-[0-9a-z]{5}");
    }

    @Test
    void itsTextIsParsed() {
        RevisionTag tag = RevisionTag.of(ID, TIME);
        assertThat(RevisionTag.parse(tag.toString())).contains(tag);
        assertThat(RevisionTag.parse("14-3")).contains(new RevisionTag(ID, null));
        assertThat(RevisionTag.parse("14-3").orElseThrow()).hasToString("14-3");
    }

    @Test
    void aRevisionCommittedOneMicrosecondLaterHasAnotherTag() {
        RevisionTag tag = RevisionTag.of(ID, TIME);
        assertThat(tag.matches(RevisionTag.of(ID, TIME))).isTrue();
        assertThat(tag.matches(RevisionTag.of(ID, TIME.plusNanos(1000)))).isFalse();
        assertThat(tag.matches(RevisionTag.of(ID.withNumber(4), TIME))).isFalse();
    }

    @Test
    void aTagWithoutACheckMatchesEveryCommitTime() {
        assertThat(new RevisionTag(ID, null).matches(RevisionTag.of(ID, TIME))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "14", "14-3-", "14-3-0000", "14-3-000000", "14-3-0000A", "14-3-00000-0", "1234567890123-1"})
    void anotherTextIsNotATag(String text) {
        assertThat(RevisionTag.parse(text)).isEmpty();
    }
}
