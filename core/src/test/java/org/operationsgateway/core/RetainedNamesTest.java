package org.operationsgateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.wire.OperationDraft;

/** Tests of the heap that is retained after payloads with field names that never occur again. */
class RetainedNamesTest {

    private static final int PAYLOADS = 40;
    private static final int NAMES = 25;
    private static final int NAME_LENGTH = 40_000;

    /** The names themselves have 40 MB. */
    private static final long MAX_RETAINED_BYTES = 8L * 1024 * 1024;

    private int names;

    @Test
    void theFieldNamesOfRequestsAreNotRetained() {
        assertThat(retainedAfter(payload -> OperationDraft.parse(("{\"metadata\":" + payload + "}").getBytes(UTF_8))))
                .isLessThan(MAX_RETAINED_BYTES);
    }

    @Test
    void theFieldNamesOfStoredPayloadsAreNotRetainedByFilters() {
        Filter filter = Filter.parse("metadata.a=1");
        assertThat(retainedAfter(payload -> filter.matches(subject(payload)))).isLessThan(MAX_RETAINED_BYTES);
    }

    private long retainedAfter(Consumer<String> parser) {
        parser.accept(payload());
        long before = usedAfterCollection();
        for (int i = 0; i < PAYLOADS; i++) {
            parser.accept(payload());
        }
        return usedAfterCollection() - before;
    }

    private static long usedAfterCollection() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private String payload() {
        StringBuilder payload = new StringBuilder("{\"@type\":\"t/T\"");
        for (int i = 0; i < NAMES; i++) {
            String number = Integer.toString(names++);
            payload.append(",\"").append(number).append("x".repeat(NAME_LENGTH)).append("\":0");
        }
        return payload.append('}').toString();
    }

    private static FilterSubject subject(String metadata) {
        return new FilterSubject(
                OperationName.parse("operations/x"), false, metadata, null, null, Instant.EPOCH, Instant.EPOCH, false);
    }
}
