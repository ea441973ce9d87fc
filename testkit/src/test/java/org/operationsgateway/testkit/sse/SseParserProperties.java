package org.operationsgateway.testkit.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A property of the parser. */
class SseParserProperties {

    @Property
    void theInputMayBeSplitAtAnyByte(@ForAll @Size(max = 40) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        byte[] bytes = SseParserTest.ALL_SEQUENCES.getBytes(UTF_8);
        assertThat(SseParserTest.parseInParts(bytes, sizes))
                .isEqualTo(SseParserTest.parse(SseParserTest.ALL_SEQUENCES));
    }
}
