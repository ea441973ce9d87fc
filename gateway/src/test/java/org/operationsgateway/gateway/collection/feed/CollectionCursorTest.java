package org.operationsgateway.gateway.collection.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

class CollectionCursorTest {

    @Example
    void theTextIsShort() {
        PgSnapshot snapshot = new PgSnapshot(100, 120, List.of(103L, 110L), 36L);
        CollectionCursor cursor = new CollectionCursor("5d41402a", "9f3c01d2", snapshot);

        assertThat(cursor).hasToString("5d41402a9f3c01d2-2s-k-10.3.a");
        assertThat(CollectionCursor.parse(cursor.toString())).hasValue(cursor);
    }

    @Example
    void aCursorOfAnEarlierVersionIsOfEveryHistory() {
        CollectionCursor cursor = CollectionCursor.parse("5d41402a-2s-k.3.a").orElseThrow();

        assertThat(cursor).isEqualTo(new CollectionCursor("5d41402a", "", PgSnapshot.parse("100:120:103,110")));
        assertThat(cursor.isOf("9f3c01d2")).isTrue();
    }

    @Property
    void theTextIsParsedToAnEqualCursor(@ForAll("snapshots") PgSnapshot snapshot) {
        CollectionCursor cursor = new CollectionCursor("0123abcd", "00112233", snapshot);

        assertThat(CollectionCursor.parse(cursor.toString())).hasValue(cursor);
    }

    @Property
    void aRandomTextIsNotACursor(@ForAll String text) {
        assertThat(CollectionCursor.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7kq2m-3",
                "5d41402a",
                "5d41402a-0-1",
                "5d41402a-1-2.2",
                "5d41402a-1-2.1.1",
                "5d41402a-1-2.1.0",
                "5d41402a-1-2.",
                "5d41402a-1-2.-1",
                "5d41402a-1--2",
                "5d41402a0-1-2",
                "5d41402a-1-2-",
                "5d41402a-1-2-000000",
                "5D41402A-1-2",
                "5d41402a-1-2\n",
                "5d41402a-zzzzzzzzzzzz-1"
            })
    void anInvalidTextIsNotACursor(String text) {
        assertThat(CollectionCursor.parse(text)).isEmpty();
    }

    @Provide
    static Arbitrary<PgSnapshot> snapshots() {
        Arbitrary<Long> xmin = Arbitraries.longs().between(1, 1L << 55);
        Arbitrary<List<Long>> gaps =
                Arbitraries.longs().between(1, 1L << 40).list().ofMaxSize(30);
        return Combinators.combine(xmin, gaps).as(CollectionCursorTest::snapshot);
    }

    private static PgSnapshot snapshot(long xmin, List<Long> gaps) {
        long[] last = {xmin};
        List<Long> inProgress = gaps.stream().map(gap -> last[0] += gap).toList();
        return new PgSnapshot(xmin, last[0] + 1, inProgress);
    }
}
