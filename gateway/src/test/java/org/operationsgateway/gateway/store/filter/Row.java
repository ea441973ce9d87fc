package org.operationsgateway.gateway.store.filter;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/** A row for filters, in memory and in the database. */
record Row(
        String name,
        boolean done,
        @Nullable String metadata,
        @Nullable String response,
        @Nullable Status error,
        Instant createTime,
        Instant updateTime,
        boolean cancelRequested) {

    /** Times of rows, and times close to them. */
    static final List<String> TIMES = List.of(
            "2024-01-01T00:00:00Z",
            "2024-01-01T01:00:00.000001+01:00",
            "2024-01-01T00:00:00.0000015Z",
            "2024-02-29T23:59:59.999999Z",
            "2024-02-29T23:59:59.999999999Z",
            "1969-12-31T23:59:59.9999991Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z");

    private static final List<String> NAMES = List.of(
            "operations/a",
            "operations/5",
            "operations/food",
            "foo/operations/true",
            "projects/p/operations/a.b",
            "projects/foo/operations/20s",
            "projects/p/operations/*",
            "projects/$1/operations/'drop'");

    FilterSubject subject() {
        return new FilterSubject(
                OperationName.parse(name), done, metadata, response, error, createTime, updateTime, cancelRequested);
    }

    /** Returns a row whose metadata has a value under the key {@code a}. */
    static Row withValue(String json) {
        String metadata = "{\"a\":" + json + "}";
        Instant time = Instant.parse(TIMES.getFirst());
        return new Row(NAMES.getFirst(), false, metadata, null, null, time, time, false);
    }

    static Arbitrary<Row> any() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Instant> times = Arbitraries.of(
                        "2024-01-01T00:00:00Z",
                        "2024-01-01T00:00:00.000001Z",
                        "2024-02-29T23:59:59.999999Z",
                        "1969-12-31T23:59:59.999999Z")
                .map(Instant::parse);
        Arbitrary<String> documents = JsonTexts.documents().injectNull(0.1);
        return Combinators.combine(
                        Arbitraries.of(NAMES),
                        flags,
                        documents,
                        documents,
                        errors().injectNull(0.5),
                        times,
                        times,
                        flags)
                .as(Row::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Status> errors() {
        Arbitrary<Integer> codes = Arbitraries.of(5, 1, 16, 99, -5);
        Arbitrary<String> messages =
                Arbitraries.of("", "foo", "a food", "😀", "\"\\\n", "5", "null", "a\u0000b", "'; --");
        Arbitrary<Any> details = JsonTexts.objects().map(json -> new Any("a.B", json));
        return Combinators.combine(codes, messages, details.list().ofMaxSize(2)).as(Status::new);
    }
}
