package org.operationsgateway.gateway.collection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgSnapshotTest {

    @ParameterizedTest
    @ValueSource(strings = {"10:20:10,14,15", "7:7:", "1:2:1"})
    void theTextOfTheDatabaseIsParsedAndWrittenUnchanged(String text) {
        assertThat(PgSnapshot.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:1:", "5:4:", "5:8:4", "5:8:8", "5:8:6,6", "5:8:7,6"})
    void anInvalidSnapshotIsRejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PgSnapshot.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10:20:10,14 | 10:20:10,14 | true",
                "10:20:10    | 10:20:10,14 | true",
                "10:20:10,14 | 10:20:10    | false",
                "10:25:10,22 | 10:20:10,14 | true",
                "14:25:14,22 | 10:20:10    | false",
                "10:19:10    | 10:20:10    | false",
                "30:30:      | 10:20:10,14 | true",
            })
    void aLaterSnapshotCoversAnEarlierOne(String later, String earlier, boolean covers) {
        assertThat(PgSnapshot.parse(later).covers(PgSnapshot.parse(earlier))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10:20:10,14,15 | 30 | 10:20:10,14,15",
                "10:20:10,14,15 | 19 | 10:20:10,14,15",
                "10:20:10,14,15 | 14 | 10:15:10,14",
                "10:20:10,14,15 | 13 | 10:14:10",
                "10:20:10,14,15 | 9 | 10:10:",
                "10:20:10,14,15 | 5 | 6:6:",
                "10:20: | 0 | 3:3:",
            })
    void aSnapshotIsTruncatedAtATransaction(String snapshot, long latest, String expected) {
        assertThat(PgSnapshot.parse(snapshot).upTo(new LoggedTransaction(latest, null)))
                .hasToString(expected);
    }

    @Test
    void aSnapshotThatEndsWithTheLogHasTheCheckOfItsLastTransaction() {
        PgSnapshot snapshot = PgSnapshot.parse("10:20:");
        assertThat(snapshot.upTo(LoggedTransaction.parse("15 7")).check()).isEqualTo(7);
        assertThat(snapshot.upTo(LoggedTransaction.parse("15")).check()).isNull();
        assertThat(snapshot.upTo(LoggedTransaction.parse("20 7")).check()).isNull();
    }

    @Test
    void aSnapshotIsConfirmedByTheSameLastTransaction() {
        PgSnapshot snapshot = PgSnapshot.parse("10:20:").upTo(new LoggedTransaction(15, 7L));
        assertThat(snapshot.isConfirmedBy(7L, 0)).isTrue();
        assertThat(snapshot.isConfirmedBy(8L, 0)).isFalse();
        assertThat(snapshot.isConfirmedBy(null, 14)).isFalse();
        assertThat(snapshot.isConfirmedBy(null, 15)).isTrue();
        assertThat(PgSnapshot.parse("10:20:").isConfirmedBy(null, 0)).isTrue();
    }
}
