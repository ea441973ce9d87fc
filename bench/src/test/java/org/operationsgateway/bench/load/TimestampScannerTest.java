package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the scanner for timestamps, with reads that end at any byte. */
class TimestampScannerTest {

    private static final String FRAMES =
            "8f\r\nid: 7kq2m-1\ndata: {\"name\":\"operations/t\",\"metadata\":{\"@type\":\"t/x\","
                    + "\"t\":\"0000123456789012345\"},\"done\":false}\n\n\r\n8f\r\n"
                    + "data: {\"at\":\"1\",\"t\": \"42\"}\n\n";

    private final List<Long> timestamps = new ArrayList<>();

    private void scan(TimestampScanner scanner, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        scanner.scan(bytes, bytes.length, timestamps::add);
    }

    @Test
    void findsEachTimestampOfARead() {
        scan(new TimestampScanner(), FRAMES);
        assertThat(timestamps).containsExactly(123456789012345L, 42L);
    }

    @Test
    void findsATimestampThatIsSplitBetweenTwoReads() {
        for (int cut = 0; cut <= FRAMES.length(); cut++) {
            timestamps.clear();
            TimestampScanner scanner = new TimestampScanner();
            scan(scanner, FRAMES.substring(0, cut));
            scan(scanner, FRAMES.substring(cut));
            assertThat(timestamps).as("cut at " + cut).containsExactly(123456789012345L, 42L);
        }
    }

    @Test
    void findsTimestampsInReadsOfOneByte() {
        TimestampScanner scanner = new TimestampScanner();
        for (int i = 0; i < FRAMES.length(); i++) {
            scan(scanner, FRAMES.substring(i, i + 1));
        }
        assertThat(timestamps).containsExactly(123456789012345L, 42L);
    }

    @Test
    void findsAnOpeningThatOverlapsAnIncompleteOne() {
        scan(new TimestampScanner(), "{\"t\"t\":\"7\",\"\"t\":\"8\",\"t\":{\"t\":\"9\"}}");
        assertThat(timestamps).containsExactly(7L, 8L, 9L);
    }

    @Test
    void skipsValuesThatAreNotQuotedNumbers() {
        scan(new TimestampScanner(), "{\"t\":\"12x\",\"t\":12,\"t\":\"9\"}");
        assertThat(timestamps).containsExactly(9L);
    }
}
